//! JSON and YAML: documents, parameters, outputs of the AWS CLI and CloudFormation templates.

#![no_main]

use cluster_composer_fuzz::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| read(text));
