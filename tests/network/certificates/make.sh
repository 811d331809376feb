#!/bin/sh
# Makes the certificates of these tests, for a century. The keys protect nothing: whoever reads this has them.
set -e
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
touch "$scratch/index"
cat >"$scratch/ca.cnf" <<END
[ca]
default_ca = ours
[ours]
database = $scratch/index
new_certs_dir = $scratch
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
END
key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }
# NAME EXTENSION FROM UNTIL HOW-TO-SIGN
certificate() {
  openssl req -new -key "$5" -subj "/CN=Closeout test $1" -addext "$2" -out "$scratch/request"
  name=$1 from=$3 until=$4
  shift 5
  openssl ca -batch -notext -config "$scratch/ca.cnf" -in "$scratch/request" -startdate "$from" -enddate "$until" \
    -out "$name.pem" "$@"
}
key "$scratch/authority.key"
certificate authority 'basicConstraints=critical,CA:TRUE' 20200101000000Z 21200101000000Z "$scratch/authority.key" \
  -selfsign -keyfile "$scratch/authority.key"
# NAME SUBJECT-ALTERNATIVE-NAMES FROM UNTIL
leaf() {
  key "$1.key"
  certificate "$1" "subjectAltName=$2" "$3" "$4" "$1.key" -cert authority.pem -keyfile "$scratch/authority.key"
}
leaf good 'DNS:localhost,DNS:close.test,DNS:proxy.test,IP:127.0.0.1,IP:::1' 20200101000000Z 21200101000000Z
leaf expired 'DNS:localhost,DNS:close.test,IP:127.0.0.1' 20200101000000Z 20210101000000Z
leaf elsewhere 'DNS:login.hotel.test' 20200101000000Z 21200101000000Z
