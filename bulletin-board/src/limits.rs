//! How much anybody may ask for.

use crate::{error::Refused, server::Board};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderName, request::Parts},
};
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

/// Addresses that are remembered; beyond that the idle ones are forgotten.
const REMEMBERED: usize = 10_000;
/// Seconds' worth of lines that an address may post at once.
const BURST_SECONDS: f64 = 4.0;

/// A bucket of permissions for each address, filled at a steady rate.
pub(crate) struct RateLimit {
    per_second: f64,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

struct Bucket {
    permissions: f64,
    filled: Instant,
}

impl RateLimit {
    pub(crate) fn new(per_second: u32) -> Self {
        Self {
            per_second: f64::from(per_second),
            buckets: Mutex::new(HashMap::new()),
        }
    }

    /// Takes a permission of this address, if there is one.
    pub(crate) fn admits(&self, address: IpAddr, now: Instant) -> bool {
        let most = self.per_second * BURST_SECONDS;
        let filled = |bucket: &Bucket| {
            let elapsed = now.saturating_duration_since(bucket.filled).as_secs_f64();
            most.min(bucket.permissions + elapsed * self.per_second)
        };
        let address = household(address);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&address) {
            buckets.retain(|_, bucket| filled(bucket) < most);
            if buckets.len() >= REMEMBERED {
                return false;
            }
        }
        let bucket = buckets.entry(address).or_insert(Bucket {
            permissions: most,
            filled: now,
        });
        let permissions = filled(bucket);
        let admitted = permissions >= 1.0;
        *bucket = Bucket {
            permissions: if admitted { permissions - 1.0 } else { permissions },
            filled: now,
        };
        admitted
    }
}

/// Who posts, as far as limits are concerned.
pub(crate) struct Client(pub(crate) IpAddr);

impl FromRequestParts<Arc<Board>> for Client {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, board: &Arc<Board>) -> Result<Self, Refused> {
        let connection: Option<&ConnectInfo<SocketAddr>> = parts.extensions.get();
        let peer = connection.ok_or_else(Refused::trouble)?.0.ip();
        Ok(Self(origin(peer, &parts.headers, &board.trusted_proxies)))
    }
}

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that a trusted proxy saw. Each proxy adds the address it saw at the end; what is before the last address
/// that no trusted proxy has may be anybody's invention.
fn origin(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let mut origin = peer.to_canonical();
    let seen: Vec<&[u8]> = headers
        .get_all(FORWARDED_FOR)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .collect();
    for address in seen.into_iter().rev() {
        if !proxies.contains(&origin) {
            break;
        }
        let address = std::str::from_utf8(address)
            .ok()
            .and_then(|text| text.trim().parse::<IpAddr>().ok());
        let Some(address) = address else { break };
        origin = address.to_canonical();
    }
    origin
}

/// Whoever has one address of IPv6 has 2^64 of them.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use std::time::Duration;

    #[test]
    fn only_trusted_proxies_are_believed_and_only_what_they_saw() {
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        let proxies = [address("10.0.0.1"), address("10.0.0.2")];
        let origin_of = |peer: &str, forwarded: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in forwarded {
                headers.append(FORWARDED_FOR, HeaderValue::from_str(value).unwrap());
            }
            origin(address(peer), &headers, &proxies).to_string()
        };
        assert_eq!(origin_of("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(origin_of("10.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(origin_of("::ffff:10.0.0.1", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(origin_of("10.0.0.1", &["6.6.6.6, 192.0.2.7"]), "192.0.2.7");
        assert_eq!(
            origin_of("10.0.0.1", &["6.6.6.6", "192.0.2.7, 10.0.0.2"]),
            "192.0.2.7",
            "through two proxies"
        );
        assert_eq!(origin_of("192.0.2.8", &["192.0.2.7"]), "192.0.2.8", "no proxy");
        assert_eq!(origin_of("10.0.0.1", &["192.0.2.7, nonsense"]), "10.0.0.1");
    }

    #[test]
    fn a_burst_then_a_steady_rate_for_each_address() {
        let limit = RateLimit::new(10);
        let (first, second) = (IpAddr::from([127, 0, 0, 1]), IpAddr::from([127, 0, 0, 2]));
        let start = Instant::now();
        assert_eq!((0..100).filter(|_| limit.admits(first, start)).count(), 40);
        assert!(limit.admits(second, start));
        let later = start + Duration::from_secs(1);
        assert_eq!((0..100).filter(|_| limit.admits(first, later)).count(), 10);
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let limit = RateLimit::new(1);
        let now = Instant::now();
        let address = |text: &str| text.parse::<IpAddr>().unwrap();
        assert!((0..4).all(|host| limit.admits(address(&format!("2001:db8:1:2::{host}")), now)));
        assert!(!limit.admits(address("2001:db8:1:2:ffff::"), now));
        assert!(limit.admits(address("2001:db8:1:3::"), now));
        assert!((0..4).all(|_| limit.admits(address("::ffff:192.0.2.1"), now)));
        assert!(!limit.admits(address("192.0.2.1"), now));
    }

    #[test]
    fn who_is_idle_is_forgotten_and_who_is_not_stays() {
        let limit = RateLimit::new(1);
        let start = Instant::now();
        let address = |number: u32| IpAddr::from(number.to_be_bytes());
        let everybody = u32::try_from(REMEMBERED).unwrap();
        assert!((0..everybody).all(|number| limit.admits(address(number), start)));
        assert!(!limit.admits(address(everybody), start), "there is no room");
        let later = start + Duration::from_secs(5);
        assert!((0..4).all(|_| limit.admits(address(0), later)));
        assert!(limit.admits(address(everybody), later));
        assert!(!limit.admits(address(0), later), "the others made room");
    }
}
