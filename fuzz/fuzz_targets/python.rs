//! boto3 calls and scripts.

#![no_main]

use cluster_composer_fuzz::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| read(text));
