//! Requests: URLs, query strings, REST texts and curl commands.

#![no_main]

use cluster_composer_fuzz::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| read(text));
