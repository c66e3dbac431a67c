//! Everything the page asks of the browser, one concern a file.

pub mod changed;
pub mod clock;
pub mod crash;
pub mod embed;
pub mod files;
pub mod focus;
pub mod incoming;
pub mod link;
pub mod lit;
pub mod panes;
pub mod print;
pub mod reading;
pub mod settled;
pub mod shortcuts;
pub mod stages;
pub mod storage;
pub mod theme;
