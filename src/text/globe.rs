//! Points on the globe, in millionths of a degree: read as people write them, and how far they are from each other.

/// A degree in the unit of points.
const DEGREE: f64 = 1e6;
/// The earth's mean radius, in metres.
const RADIUS: f64 = 6_371_000.0;

/// A coordinate in decimal degrees, such as `-25.9653`, with a point; `None` where it is none or lies beyond `most`
/// degrees.
#[must_use]
pub fn read(written: &str, most: u32) -> Option<i64> {
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let degrees: f64 = written.parse().ok().filter(|_| is_plain)?;
    #[expect(clippy::cast_possible_truncation, reason = "at most 180 degrees")]
    (degrees.abs() <= f64::from(most)).then(|| (degrees * DEGREE).round() as i64)
}

/// The distance of two points (latitude and longitude) in metres, by the haversine formula.
#[must_use]
pub fn metres(one: (i64, i64), other: (i64, i64)) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "a millionth of a degree is a tenth of a metre")]
    let radians = |millionths: i64| (millionths as f64 / DEGREE).to_radians();
    let (from, to) = (radians(one.0), radians(other.0));
    let half = |difference: f64| (difference / 2.0).sin().powi(2);
    let chord = half(to - from) + from.cos() * to.cos() * half(radians(other.1) - radians(one.1));
    #[expect(clippy::cast_possible_truncation, reason = "at most half the way around the earth")]
    let metres = (2.0 * RADIUS * chord.clamp(0.0, 1.0).sqrt().asin()).round() as i64;
    metres
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_as_degrees() {
        assert_eq!(read("-25.9653", 90), Some(-25_965_300));
        assert_eq!(read("32.58", 180), Some(32_580_000));
        for wrong in ["", "-", "91", "1e1", "25,9", "S25", "nan", "inf", "1.2.3"] {
            assert_eq!(read(wrong, 90), None, "{wrong}");
        }
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let (maputo, beira) = ((-25_965_000, 32_583_000), (-19_843_000, 34_839_000));
        assert!((715_000..725_000).contains(&metres(maputo, beira)), "{}", metres(maputo, beira));
        assert_eq!(metres(maputo, maputo), 0);
        assert!((111_000..111_400).contains(&metres((0, 179_500_000), (0, -179_500_000))), "over the date line");
    }
}
