//! The way to Close: proxy, trust, name, connection, the answer to one request, and what that tells of the key,
//! the clock and the limits.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::runtime::Builder;
use tokio::time::{Instant, timeout};

use super::super::account::{self, Entrance};
use super::super::trouble::Trouble;
use super::super::{MISTAKEN, UNAUTHORISED, UNREACHABLE};
use super::check::Check;
use crate::close::auth::Credential;
use crate::close::checkup::{Checkup, checkup};
use crate::close::http::Http;
use crate::close::limits::Allowance;
use crate::close::route::{Proxy, ProxyAddress, Route};
use crate::domain::failure::Failure;
use crate::domain::people::Me;
use crate::domain::zone::{Timestamp, Zone};
use crate::shell::config::Config;
use crate::shell::credentials::{self, Origin};
use crate::shell::world;

/// Who is meant, or why nobody can be.
type Found = Result<Option<Entrance>, Trouble>;

/// A sign-in that is being renewed is not left in the middle of it.
const SETTLING: Duration = Duration::from_secs(3);
/// How many seconds two clocks may differ.
const EQUAL: i64 = 30;
const WRONG: i64 = 300;
/// Where the system's proxy may be named.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
const ACCOUNTS: &str = "`closeout accounts` lists the accounts there are";
const NO_KEY: &str = "`closeout login` keeps one, or set CLOSE_API_KEY; they are made in Close under Settings, \
                      Developer, API Keys";

/// Looks at the way to Close, with so much patience; with none where the options do not say where it is.
pub(super) fn look(config: &Config, entrance: &Found, patience: Option<Duration>) -> Vec<Check> {
    let Some(patience) = patience else {
        return vec![Check::skipped("answer", "base_url cannot be used, so nobody was asked")];
    };
    let mut checks = vec![proxy(config), trust(config)];
    let known = entrance.as_ref().ok().and_then(Option::as_ref).map(|entrance| &entrance.credential);
    let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return checks };
    let (way, answer) = runtime.block_on(async {
        let found = tokio::join!(way(config, patience / 2), ask(config, known, patience));
        if let Some(known) = known {
            drop(timeout(SETTLING, known.settle()).await);
        }
        found
    });
    // A name that is still being looked for must not hold up the end.
    runtime.shutdown_background();
    checks.extend(way);
    checks.extend(judge(config, entrance, &answer));
    checks
}

fn proxy(config: &Config) -> Check {
    let proxy = config.route().proxy_to(&config.base_url).map(|proxy| proxy.to_string());
    let variable = VARIABLES.into_iter().find(|name| world::environment(name).is_some());
    let check = match (&config.proxy, &proxy, variable) {
        (Proxy::At(_), Some(proxy), _) => Check::fine("proxy", format!("{proxy}, by your options")),
        (_, Some(proxy), Some(variable)) => Check::fine("proxy", format!("{proxy}, by {variable}")),
        (_, Some(proxy), None) => Check::fine("proxy", format!("{proxy}, by the system's settings")),
        (Proxy::Direct, None, Some(variable)) => {
            Check::fine("proxy", format!("none by your options, whatever {variable} says"))
        }
        (_, None, _) if config.base_url.is_loopback() => Check::fine("proxy", "none, as it is this machine"),
        (Proxy::System, None, Some(variable)) if world::environment("NO_PROXY").is_none() => {
            let advice = "write it like http://proxy.example.com:8080";
            Check::note("proxy", format!("none: {variable} is set, but not the address of a proxy"), advice)
        }
        _ => Check::fine("proxy", "none"),
    };
    check.with("address", proxy)
}

fn trust(config: &Config) -> Check {
    if config.base_url.is_plain() {
        return Check::fine("trust", "not encrypted, as it does not leave this machine");
    }
    let set = ["SSL_CERT_FILE", "SSL_CERT_DIR"].into_iter().filter(|name| world::environment(name).is_some());
    let set: Vec<&str> = set.collect();
    let system = if set.is_empty() { "whom this machine trusts".to_owned() } else { set.join(" and ") };
    let count = config.ca_file.authorities.count();
    let ours = if count == 0 { String::new() } else { format!(", and {count} of {}", config.ca_file.name) };
    Check::fine("trust", format!("{system}{ours}")).with("of_ca_file", count).with("variables", set)
}

/// The name and the connection to whoever is next on the way, the proxy if there is one.
async fn way(config: &Config, patience: Duration) -> [Check; 2] {
    let proxy = config.route().proxy_to(&config.base_url);
    let (host, port) = next(config, proxy.as_ref());
    let (name, addresses) = name(&host, port, patience).await;
    [name, connection((&host, port), &addresses, patience).await]
}

fn next(config: &Config, proxy: Option<&ProxyAddress>) -> (String, u16) {
    let bare = |host: &str| host.trim_start_matches('[').trim_end_matches(']').to_owned();
    proxy.map_or_else(
        || (bare(config.base_url.host()), config.base_url.port()),
        |proxy| (bare(proxy.host()), proxy.port()),
    )
}

async fn name(host: &str, port: u16, patience: Duration) -> (Check, Vec<SocketAddr>) {
    if let Ok(address) = host.parse() {
        return (Check::fine("name", format!("{host} is an address")), vec![SocketAddr::new(address, port)]);
    }
    let begun = Instant::now();
    let addresses: Vec<SocketAddr> = match timeout(patience, lookup_host((host, port))).await {
        Ok(Ok(found)) => found.collect(),
        Ok(Err(_)) => {
            let advice = "see whether this machine is online, and which DNS it asks (/etc/resolv.conf)";
            return (unreached("name", format!("nobody knows {host}"), advice), Vec::new());
        }
        Err(_) => {
            let found = format!("no word about {host} within {} s", patience.as_secs());
            return (
                unreached("name", found, "see which DNS this machine asks (/etc/resolv.conf)"),
                Vec::new(),
            );
        }
    };
    let count = |is_v6: bool| addresses.iter().filter(|address| address.is_ipv6() == is_v6).count();
    let (v4, v6) = (count(false), count(true));
    let kinds = match (v4, v6) {
        (_, 0) => "IPv4",
        (0, _) => "IPv6",
        _ => "IPv4 and IPv6",
    };
    let found = format!("{host} known after {} ms, {kinds}", begun.elapsed().as_millis());
    (Check::fine("name", found).with("ipv4", v4).with("ipv6", v6), addresses)
}

async fn connection((host, port): (&str, u16), addresses: &[SocketAddr], patience: Duration) -> Check {
    if addresses.is_empty() {
        return Check::skipped("connection", "without an address there is none");
    }
    let begun = Instant::now();
    let advice = "see whether a firewall is in the way, or a proxy is needed";
    match timeout(patience, TcpStream::connect(addresses)).await {
        Ok(Ok(stream)) => {
            let took = begun.elapsed().as_millis();
            let peer = stream.peer_addr().map_or_else(|_| format!("{host}:{port}"), |peer| peer.to_string());
            let took_number = u64::try_from(took).unwrap_or(u64::MAX);
            Check::fine("connection", format!("{peer} after {took} ms")).with("milliseconds", took_number)
        }
        Ok(Err(why)) => unreached("connection", format!("none to {host}:{port} ({why})"), advice),
        Err(_) => {
            let found = format!("none to {host}:{port} within {} s", patience.as_secs());
            unreached("connection", found, advice)
        }
    }
}

fn unreached(name: &'static str, found: String, advice: &str) -> Check {
    Check::broken(name, found, advice).leaving(UNREACHABLE)
}

/// What one request told and when, or why there was no answer.
type Answer = Result<(Checkup, Timestamp), String>;

async fn ask(config: &Config, credential: Option<&Credential>, patience: Duration) -> Answer {
    let route = config.route();
    let connect_within = route.connect_within.min(patience / 2);
    let http = Http::over(&config.base_url, Route { connect_within, ..route });
    match timeout(patience, checkup(&http, credential)).await {
        Ok(Ok(told)) => Ok((told, world::now())),
        Ok(Err(why)) => Err(why.to_string()),
        Err(_) => Err(format!("no answer from Close within {} s", patience.as_secs())),
    }
}

fn judge(config: &Config, entrance: &Found, answer: &Answer) -> Vec<Check> {
    let (told, heard) = match answer {
        Ok(answered) => answered,
        Err(why) => {
            let unknown = |name| Check::skipped(name, "without an answer nobody knows");
            let key = key(entrance, None);
            return vec![unreached("answer", why.clone(), ""), key, unknown("clock"), unknown("limits")];
        }
    };
    vec![answered(told), key(entrance, Some(told)), clock(config, told, *heard), limits(told)]
}

fn answered(told: &Checkup) -> Check {
    let took = told.took.as_millis();
    let found = format!("{}, {} after {took} ms", told.version, told.status);
    let check = match &told.who {
        Err(Failure::Unclear(why)) => {
            unreached("answer", why.clone(), "it may pass; `closeout` keeps trying")
        }
        _ => Check::fine("answer", found),
    };
    let took = u64::try_from(took).unwrap_or(u64::MAX);
    check.with("milliseconds", took).with("version", told.version).with("status", told.status)
}

fn key(entrance: &Found, told: Option<&Checkup>) -> Check {
    let source = entrance.as_ref().ok().and_then(Option::as_ref).map(source);
    let from = source.as_deref().unwrap_or_default();
    let bad = |found: String, advice: &str| Check::broken("key", found, advice).leaving(UNAUTHORISED);
    let check = match (entrance, told.map(|told| &told.who)) {
        (Err(trouble), _) if trouble.code == MISTAKEN => bad(trouble.sentence.clone(), ACCOUNTS),
        (Err(trouble), _) => bad(trouble.sentence.clone(), NO_KEY),
        (Ok(None), _) => bad("there is none".into(), NO_KEY),
        (_, Some(Ok(me))) => Check::fine("key", format!("{}, from {from}", owner(me))),
        (_, Some(Err(Failure::Login(_)))) => bad(format!("the one from {from} is not accepted"), NO_KEY),
        (_, Some(Err(Failure::Refused(why)))) => bad(format!("from {from}, but Close says: {why}"), NO_KEY),
        _ => Check::skipped("key", format!("there is one, from {from}; whether it is accepted nobody said")),
    };
    let me = told.and_then(|told| told.who.as_ref().ok());
    check
        .with("from", source)
        .with("user", me.map(|me| me.user.id.to_string()))
        .with("organization", me.map(|me| me.organization.id.to_string()))
}

fn source(entrance: &Entrance) -> String {
    let Some(account) = &entrance.account else {
        return if account::has_variable() {
            account::KEY.into()
        } else {
            "api_key among the options".into()
        };
    };
    let name = &account.name;
    match account::state().map(|state| credentials::origin(&state, account)) {
        Ok(Origin::Command) => format!("the command of the account {name}"),
        Ok(Origin::Keyring) => format!("the keyring, for the account {name}"),
        _ => format!("the account {name}"),
    }
}

fn owner(me: &Me) -> String {
    let name = me.user.name().unwrap_or_else(|| me.user.id.as_str());
    format!("{name} at {}", me.organization.name().unwrap_or_else(|| me.organization.id.as_str()))
}

fn clock(config: &Config, told: &Checkup, heard: Timestamp) -> Check {
    let Some(theirs) = told.date else {
        return Check::skipped("clock", "the answer does not say what time it is");
    };
    let between = chrono::TimeDelta::from_std(told.took / 2).unwrap_or_default();
    let ahead = ((heard - between) - theirs).num_seconds();
    let words = match ahead {
        0.. => format!("{ahead} s ahead of Close's"),
        _ => format!("{} s behind Close's", -ahead),
    };
    let advice = "set the clock of this machine: days and times are counted by it";
    let check = if ahead.abs() <= EQUAL {
        zones(config, told, heard)
    } else if ahead.abs() <= WRONG {
        Check::note("clock", words, advice)
    } else {
        Check::broken("clock", words, advice)
    };
    check.with("seconds_ahead", ahead)
}

// Close tells a zone too: the one the web application was last used in.
fn zones(config: &Config, told: &Checkup, now: Timestamp) -> Check {
    let ours = config.zone(world::host_zone().as_deref());
    let theirs = told.who.as_ref().ok().and_then(|me| Zone::named(me.time_zone.as_deref()?).ok());
    let hours = |zone: Zone| (zone.offset_hours(now) * 60.0).round();
    match theirs {
        Some(theirs) if (hours(theirs) - hours(ours)).abs() > 0.5 => {
            let found = format!(
                "as Close's, but Close last saw you in {}, and days here are those of {}",
                theirs.name(),
                ours.name()
            );
            Check::note("clock", found, "set timezone where that is wrong")
        }
        Some(theirs) => Check::fine("clock", format!("as Close's, which last saw you in {}", theirs.name())),
        None => Check::fine("clock", "as Close's"),
    }
}

fn limits(told: &Checkup) -> Check {
    let check = match (&told.who, told.allowance) {
        (Err(Failure::Busy(wait)), _) => {
            let found = format!("used up; Close asks us to wait {} s", wait.as_secs().max(1));
            Check::note("limits", found, "something else uses the same key; closeout waits by itself")
        }
        (_, Some(Allowance { limit: Some(limit), remaining, .. })) => {
            Check::fine("limits", format!("{remaining} of {limit} requests of this sort left"))
        }
        (_, Some(Allowance { remaining, .. })) => {
            Check::fine("limits", format!("requests of this sort left: {remaining}"))
        }
        (_, None) => Check::fine("limits", "none told"),
    };
    let part = |part: fn(&Allowance) -> Option<f64>| told.allowance.as_ref().and_then(part);
    check
        .with("limit", part(|told| told.limit))
        .with("remaining", part(|told| Some(told.remaining)))
        .with("reset_seconds", part(|told| told.reset))
}
