# `just check` does what the build server does, on the tree as it is.
check:
    .ci/run

# Every test, as the README says.
test:
    cargo test --locked

# What is made from tables of the program: docs, config.example.toml, manual pages, completions.
update:
    UPDATE=1 cargo test --locked --test tidy

# The laws of changes, played longer.
laws histories="5000000":
    CLOSEOUT_LAWS={{histories}} cargo test --locked --release --test laws

demo *arguments:
    cargo run --release -- demo {{arguments}}

# The release archive of this commit, the same bytes wherever it is made.
archive:
    packaging/archive

# The Debian package of this commit; needs `cargo install cargo-deb`.
deb:
    packaging/deb
