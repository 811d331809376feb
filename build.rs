//! Tells the program what it is built from: the commit and its day, where there is one, and the machine it is for.
//!
//! Nothing of when and where it is built goes in, so the same commit gives the same program. Neither git nor a
//! repository has to be there: what is not known is left out.

#[path = "build/commit.rs"]
mod commit;

use std::path::Path;

fn main() {
    let top = variable("CARGO_MANIFEST_DIR");
    let top = Path::new(&top);
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build/commit.rs");
    // While one works on it every commit would build everything anew, for a line that nobody reads.
    let is_shipped = variable("PROFILE") == "release";
    let commit = if is_shipped { commit::repository(top).or_else(|| commit::package(top)) } else { None };
    for file in commit::log(top).into_iter().filter(|_| is_shipped) {
        println!("cargo:rerun-if-changed={file}");
    }
    let parts: Vec<String> = commit.into_iter().chain([variable("TARGET")]).collect();
    println!("cargo:rustc-env=CLOSEOUT_BUILT_FROM={}", parts.join(", "));
}

#[expect(clippy::disallowed_methods, reason = "this is how cargo asks a build script")]
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}
