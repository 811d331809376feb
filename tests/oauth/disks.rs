//! Disks that fail, and programs that are killed, at the worst moment.

use std::path::PathBuf;

use closeout::close::oauth::kept::Kept;
use closeout::close::oauth::session::{Renewal, Vault};
use closeout::shell::vault::SignInFile;

/// A disk on which the program is killed at one step, or that fails at one.
#[derive(Clone, Debug)]
pub(crate) struct Fragile {
    pub(crate) inner: SignInFile,
    pub(crate) dies: Step,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    BeforeRoom,
    AfterRoom,
    BeforeKeep,
    AfterKeep,
}

#[derive(Debug)]
struct FragileRight {
    inner: Box<dyn Renewal>,
    dies: Step,
}

const KILLED: &str = "killed";

impl Vault for Fragile {
    fn read(&self) -> Result<Option<Kept>, String> {
        self.inner.read()
    }

    fn take(&self) -> Result<Option<Box<dyn Renewal>>, String> {
        let inner = self.inner.take()?;
        Ok(inner.map(|inner| Box::new(FragileRight { inner, dies: self.dies }) as Box<dyn Renewal>))
    }
}

impl Renewal for FragileRight {
    fn make_room(&mut self) -> Result<bool, String> {
        if self.dies == Step::BeforeRoom {
            return Err(KILLED.into());
        }
        let made = self.inner.make_room();
        if self.dies == Step::AfterRoom { Err(KILLED.into()) } else { made }
    }

    fn keep(&mut self, kept: &Kept) -> Result<(), String> {
        if self.dies == Step::BeforeKeep {
            return Err(KILLED.into());
        }
        let stored = self.inner.keep(kept);
        if self.dies == Step::AfterKeep { Err(KILLED.into()) } else { stored }
    }

    fn give_up(&mut self) {
        self.inner.give_up();
    }
}

/// A disk that is full while a file of this name is there, but had room before.
#[derive(Clone, Debug)]
pub(crate) struct Blocked {
    pub(crate) inner: SignInFile,
    pub(crate) flag: PathBuf,
}

#[derive(Debug)]
struct BlockedRight {
    inner: Box<dyn Renewal>,
    flag: PathBuf,
}

impl Vault for Blocked {
    fn read(&self) -> Result<Option<Kept>, String> {
        self.inner.read()
    }

    fn take(&self) -> Result<Option<Box<dyn Renewal>>, String> {
        let flag = self.flag.clone();
        Ok(self.inner.take()?.map(|inner| Box::new(BlockedRight { inner, flag }) as Box<dyn Renewal>))
    }
}

impl Renewal for BlockedRight {
    fn make_room(&mut self) -> Result<bool, String> {
        self.inner.make_room()
    }

    fn keep(&mut self, kept: &Kept) -> Result<(), String> {
        if self.flag.exists() { Err("no space".into()) } else { self.inner.keep(kept) }
    }

    fn give_up(&mut self) {
        self.inner.give_up();
    }
}
