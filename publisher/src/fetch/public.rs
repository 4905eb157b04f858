//! Which addresses are on the public network. A feed may name any address: this machine, its
//! neighbours, or a cloud's metadata service. Those are not fetched.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Whether an address belongs to the public internet (IANA's special-purpose registries).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        // Shared by providers (RFC 6598).
        || (a == 100 && (64..128).contains(&b))
        // Protocol assignments, 6to4 relays, benchmarks.
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inside) = embedded(address) {
        return is_public_v4(inside);
    }
    let segments = address.segments();
    // Only this part is assigned (RFC 4291). Unique local, link-local and multicast addresses are
    // outside it.
    let global = (segments[0] & 0xe000) == 0x2000;
    let documentation = segments[0] == 0x2001 && segments[1] == 0xdb8
        || segments[0] == 0x3fff && segments[1] < 0x1000;
    // Benchmarks, ORCHID and other assignments below 2001:200::.
    let assigned = segments[0] == 0x2001 && segments[1] < 0x200;
    global && !documentation && !assigned
}

/// The IPv4 address inside an IPv6 address: mapped, compatible, NAT64, 6to4.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let v4 = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        Ipv4Addr::new(a, b, c, d)
    };
    match segments {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] => Some(v4(high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

/// Whether a request may be tried, before the name is looked up: the address must be `http(s)`, and
/// must not be a number of a private network. Names are checked by the addresses that they resolve
/// to.
pub fn may_be_public(url: &Url) -> bool {
    let by_number = match url.host() {
        Some(Host::Ipv4(address)) => is_public_v4(address),
        Some(Host::Ipv6(address)) => is_public_v6(address),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name != "localhost" && !name.ends_with(".localhost")
        }
        None => false,
    };
    by_number && matches!(url.scheme(), "http" | "https")
}

/// Whether the list contains this address's host, with or without its port.
pub fn is_allowed(url: &Url, allowed: &[String]) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let port = url.port_or_known_default().unwrap_or_default();
    let bare = host.trim_matches(['[', ']']);
    allowed
        .iter()
        .any(|entry| entry == host || entry == bare || *entry == format!("{host}:{port}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_apart() {
        for (address, expected) in [
            ("93.184.215.14", true),
            ("8.8.8.8", true),
            ("127.0.0.1", false),
            ("127.255.0.9", false),
            ("10.0.0.5", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("100.128.0.1", true),
            ("0.0.0.0", false),
            ("255.255.255.255", false),
            ("224.0.0.1", false),
            ("198.18.0.1", false),
            ("203.0.113.9", false),
            ("2606:4700::1111", true),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fd00::1", false),
            ("ff02::1", false),
            ("2001:db8::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("::127.0.0.1", false),
            ("64:ff9b::a9fe:a9fe", false),
            ("64:ff9b::808:808", true),
            ("2002:7f00:1::", false),
            ("2001::1", false),
        ] {
            let parsed: IpAddr = address.parse().unwrap();
            assert_eq!(is_public(parsed), expected, "{address}");
        }
    }

    #[test]
    fn numbers_are_seen_through_however_they_are_written() {
        for (address, expected) in [
            ("https://news.example/a.jpg", true),
            ("http://localhost/", false),
            ("http://a.localhost./", false),
            ("http://2130706433/", false),
            ("http://0x7f.1/", false),
            ("http://017700000001/", false),
            ("http://127.1/", false),
            ("http://[::1]/", false),
            ("http://[::ffff:7f00:1]/", false),
            ("ftp://news.example/", false),
            ("file:///etc/passwd", false),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(may_be_public(&url), expected, "{address}");
        }
    }

    #[test]
    fn hosts_are_allowed_by_name_and_port() {
        let allowed = [
            "intranet.example".to_owned(),
            "10.0.0.5:8080".to_owned(),
            "::1".to_owned(),
        ];
        for (address, expected) in [
            ("http://intranet.example/", true),
            ("https://intranet.example:8443/", true),
            ("http://x.intranet.example/", false),
            ("http://10.0.0.5:8080/", true),
            ("http://10.0.0.5/", false),
            ("http://[::1]:9/", true),
        ] {
            let url = Url::parse(address).unwrap();
            assert_eq!(is_allowed(&url, &allowed), expected, "{address}");
        }
    }
}
