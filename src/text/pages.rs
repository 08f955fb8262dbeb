//! Addresses of pages as they may be kept: without what could name a patient or open somebody's session.

/// A page's address without user, parameters, query string and fragment; parts of its path that look like identifiers
/// are left out too. `None` where nothing is left.
#[must_use]
pub fn bare(address: &str) -> Option<String> {
    let address = super::one_line(address.split(['?', '#', ';']).next().unwrap_or_default());
    let (scheme, rest) = address.split_once("://").map_or(("", address.as_str()), |(scheme, rest)| (scheme, rest));
    let mut parts = rest.split('/');
    let mut kept = String::new();
    if !scheme.is_empty() {
        let host = parts.next().unwrap_or_default().rsplit('@').next().unwrap_or_default();
        kept = format!("{scheme}://{host}");
    }
    for (at, part) in parts.enumerate() {
        if at > 0 || !scheme.is_empty() {
            kept.push('/');
        }
        kept.push_str(if is_identifier(part) { "…" } else { part });
    }
    Some(kept).filter(|kept| !kept.is_empty())
}

/// A number of somebody or something, or a query in disguise.
fn is_identifier(part: &str) -> bool {
    const DIGITS: usize = 5;
    part.bytes().filter(u8::is_ascii_digit).count() >= DIGITS || part.contains(['=', '&', '@']) || part.contains("%3")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_name_somebody_is_left_out() {
        for (address, kept) in [
            (
                "https://emr.example.org/openmrs/patientDashboard.form?patientId=77",
                "https://emr.example.org/openmrs/patientDashboard.form",
            ),
            ("https://emr.example.org/spa/#/patient/x", "https://emr.example.org/spa/"),
            (
                "https://ana:senha@emr.example.org:8443/spa/patient/7d3f1c52-88aa-4b1e-9f00-0c2d3e4f5a6b/chart",
                "https://emr.example.org:8443/spa/patient/…/chart",
            ),
            ("https://emr.example.org/app;jsessionid=AB12", "https://emr.example.org/app"),
            ("https://emr.example.org/a%3Fnid=1/b", "https://emr.example.org/…/b"),
            ("/openmrs/nid/0110010101", "/openmrs/nid/…"),
            ("Ficha clínica\n", "Ficha clínica"),
        ] {
            assert_eq!(bare(address).as_deref(), Some(kept), "{address}");
        }
        for nothing in ["", "  ", "?a=1", "#x"] {
            assert_eq!(bare(nothing), None, "{nothing}");
        }
    }
}
