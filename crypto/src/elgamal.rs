//! Exponential ElGamal: C1 = rB, C2 = vB + rK (docs/protocol.md §4).

use crate::group::{DecodeError, Element, Point};

/// An encrypted value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ciphertext {
    /// rB.
    pub c1: Point,
    /// vB + rK.
    pub c2: Point,
}

impl Ciphertext {
    /// Length of the encoding C1 ‖ C2.
    pub const LENGTH: usize = 64;

    /// Decodes C1 ‖ C2.
    ///
    /// # Errors
    /// If either is not canonical, or the identity.
    pub fn from_bytes(bytes: &[u8; 64]) -> Result<Self, DecodeError> {
        let (halves, _) = bytes.as_chunks::<32>();
        match halves {
            [c1, c2] => Ok(Self {
                c1: Point::from_bytes(c1)?,
                c2: Point::from_bytes(c2)?,
            }),
            _ => Err(DecodeError::Length {
                expected: 64,
                found: bytes.len(),
            }),
        }
    }

    /// C1 ‖ C2.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        join(self.c1.as_bytes(), self.c2.as_bytes())
    }
}

fn join(first: &[u8; 32], second: &[u8; 32]) -> [u8; 64] {
    let mut bytes = [0; 64];
    let (left, right) = bytes.split_at_mut(32);
    left.copy_from_slice(first);
    right.copy_from_slice(second);
    bytes
}

/// A weighted sum of ciphertexts, the identity included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// Σ w·C1.
    pub c1: Element,
    /// Σ w·C2.
    pub c2: Element,
}

impl Aggregate {
    /// The empty sum.
    #[must_use]
    pub fn zero() -> Self {
        Self {
            c1: Element::identity(),
            c2: Element::identity(),
        }
    }

    /// Adds `weight` times a ciphertext.
    pub fn add(&mut self, ciphertext: &Ciphertext, weight: u64) {
        let (c1, c2) = weighted_vartime(ciphertext, weight);
        self.c1 += c1;
        self.c2 += c2;
    }

    /// Takes `weight` times a ciphertext out.
    pub fn subtract(&mut self, ciphertext: &Ciphertext, weight: u64) {
        let (c1, c2) = weighted_vartime(ciphertext, weight);
        self.c1 -= c1;
        self.c2 -= c2;
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Self) {
        self.c1 += other.c1;
        self.c2 += other.c2;
    }

    /// C1 ‖ C2.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 64] {
        join(&self.c1.to_bytes(), &self.c2.to_bytes())
    }
}

fn weighted_vartime(ciphertext: &Ciphertext, weight: u64) -> (Element, Element) {
    let (c1, c2) = (ciphertext.c1.element(), ciphertext.c2.element());
    (multiple_vartime(&c1, weight), multiple_vartime(&c2, weight))
}

/// By doubling and adding: weights are small, and a multiplication by any scalar takes 250 doublings.
fn multiple_vartime(element: &Element, factor: u64) -> Element {
    let Some(highest) = factor.checked_ilog2() else {
        return Element::identity();
    };
    (0..highest).rev().fold(*element, |multiple, bit| {
        let doubled = multiple + multiple;
        if factor >> bit & 1 == 1 {
            doubled + *element
        } else {
            doubled
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::Scalar;

    #[test]
    fn multiples_are_those_by_a_scalar() {
        let element = Element::hash_to_group(b"any");
        for factor in [0, 1, 2, 3, 10, 255, u64::from(u32::MAX), 1 << 63, u64::MAX] {
            let expected = element * Scalar::from_u64(factor);
            assert_eq!(multiple_vartime(&element, factor), expected, "{factor}");
        }
    }
}
