//! What can be read of a fragment that cannot be read whole.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{INFLATED, decode};
use crate::document::Document;

/// Reads the end of a text that was cut anywhere.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The requests and values of a fragment that can be read, where there are any; the rest is left out.
pub fn readable_part(fragment: &str) -> Option<Document> {
    let text = fragment.trim().rsplit('#').next()?;
    let (form, rest) = text.split_once('/')?;
    let document = match form {
        "v1" => part(rest),
        "z1" => part(unpacked(rest)?.strip_prefix("v1/")?),
        _ => return None,
    }?;
    (!document.resources.is_empty()).then_some(document)
}

/// The beginning of what a damaged compact form holds, without the value that it breaks off in.
fn unpacked(packed: &str) -> Option<String> {
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let end = packed.find(|c| !known(c)).unwrap_or(packed.len());
    // One character alone holds no byte.
    let end = if end % 4 == 1 { end - 1 } else { end };
    let bytes = LENIENT.decode(&packed[..end]).ok()?;
    let bytes = match miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, INFLATED) {
        Ok(whole) => whole,
        Err(error) => error.output,
    };
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let end = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(end);
            String::from_utf8(bytes).ok()?
        }
    };
    text.truncate(text.rfind(['&', ';', '?']).unwrap_or(0));
    Some(text)
}

fn part(text: &str) -> Option<Document> {
    let (region, resources) = text.split_once('/')?;
    // A Region that cannot be read is none.
    let region = if decode::decode(&format!("{region}/")).is_ok() {
        region
    } else {
        ""
    };
    let readable = |text: &str| decode::decode(&format!("/{text}")).is_ok();
    let parts = resources.split(';').filter_map(|resource| {
        if readable(resource) {
            return Some(resource.to_owned());
        }
        let (head, pairs) = resource.split_once('?')?;
        let pairs = pairs
            .split('&')
            .filter(|pair| readable(&format!("{head}?{pair}")));
        let kept = format!("{head}?{}", pairs.collect::<Vec<_>>().join("&"));
        readable(&kept).then_some(kept)
    });
    let kept = parts.collect::<Vec<_>>().join(";");
    decode::decode(&format!("{region}/{kept}")).ok()
}

#[cfg(test)]
mod tests {
    use super::super::{from_fragment, to_fragment};
    use super::*;
    use crate::document::{Resource, Value};

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let fragment = "#v1/us-west-2/CreateUser?UserId=a&Engine&UserName=b;CreateUser?A.1.2=%zz;CreateUserGroup?UserGroupId=g";
        assert!(from_fragment(fragment).is_err());
        let read = readable_part(fragment).map(|document| to_fragment(&document));
        let expected =
            "#v1/us-west-2/CreateUser?UserId=a&UserName=b;CreateUser;CreateUserGroup?UserGroupId=g";
        assert_eq!(read.as_deref(), Some(expected));
        for nothing in ["", "#v9/x/CreateUser", "#z1/", "#z1/!", "#v1/", "#v1/x/"] {
            assert_eq!(readable_part(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_cut_compact_link_gives_what_comes_before_the_cut() {
        let resource = |i: usize| {
            let mut resource = Resource::new("elasticache", "CreateUser");
            let id = format!("user-{i}-{}", i * 7919 % 1000);
            resource.parameters = Value::map([("UserId".into(), Value::string(id))]);
            std::rc::Rc::new(resource)
        };
        let document = Document {
            region: Some("us-west-2".into()),
            resources: (0..300).map(resource).collect(),
            ..Document::default()
        };
        let fragment = to_fragment(&document);
        assert!(fragment.starts_with("#z1/"));
        let mut n_read = 0;
        for cut in [
            fragment.len() - 1,
            fragment.len() / 2,
            fragment.len() / 3 + 1,
        ] {
            assert!(from_fragment(&fragment[..cut]).is_err());
            let read = readable_part(&fragment[..cut]).expect("a part");
            n_read = read.resources.len();
            assert_ne!(read, document);
            // The last request may lack its only value.
            assert_eq!(
                read.resources[..n_read - 1],
                document.resources[..n_read - 1]
            );
        }
        assert!(n_read > 30, "{n_read}");
    }
}
