//! Percent-encoding of UTF-8, as links and requests have it.

/// Why a text is no percent-encoded one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentError {
    /// A `%` is not followed by two hexadecimal digits.
    Digits,
    /// The bytes are not UTF-8.
    Utf8,
}

/// Appends a text with everything but ASCII letters, digits and the bytes of `plain` as `%XX`.
pub fn push_percent_encoded(acc: &mut String, text: &str, plain: &[u8]) {
    acc.reserve(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            acc.push(char::from(byte));
        } else {
            acc.push('%');
            for digit in [byte >> 4, byte & 15] {
                acc.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
}

/// The text with `%XX` decoded.
///
/// # Errors
/// What is not percent-encoded text.
pub fn percent_decoded(text: &str) -> Result<String, PercentError> {
    let mut acc = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            acc.push(byte);
            continue;
        }
        let mut digit = || bytes.next().and_then(|byte| char::from(byte).to_digit(16));
        let (Some(high), Some(low)) = (digit(), digit()) else {
            return Err(PercentError::Digits);
        };
        acc.push(u8::try_from(high * 16 + low).map_err(|_| PercentError::Digits)?);
    }
    String::from_utf8(acc).map_err(|_| PercentError::Utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        let text = "a b/é%+~\u{1f389}";
        let mut encoded = String::new();
        push_percent_encoded(&mut encoded, text, b"/~");
        assert_eq!(encoded, "a%20b/%C3%A9%25%2B~%F0%9F%8E%89");
        assert_eq!(percent_decoded(&encoded).as_deref(), Ok(text));
        assert_eq!(percent_decoded("%zz"), Err(PercentError::Digits));
        assert_eq!(percent_decoded("%4"), Err(PercentError::Digits));
        assert_eq!(percent_decoded("%FF"), Err(PercentError::Utf8));
    }
}
