//! AWS CLI commands for cmd.

#![no_main]

use cluster_composer_fuzz::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| read(&format!("@echo off\r\n{text}")));
