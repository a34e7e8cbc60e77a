//! ristretto255, RFC 9496 (docs/protocol.md §2). The only file that names curve25519-dalek types.

use core::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign},
};
use curve25519_dalek::{
    constants::{RISTRETTO_BASEPOINT_POINT, RISTRETTO_BASEPOINT_TABLE},
    ristretto::{CompressedRistretto, RistrettoPoint},
    scalar::Scalar as DalekScalar,
    traits::{Identity as _, IsIdentity as _, MultiscalarMul as _, VartimeMultiscalarMul as _},
};
use data_encoding::BASE64URL_NOPAD;
use rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha3::{Digest as _, Sha3_512};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroize;

/// Bytes that are no scalar or point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// Too few or too many bytes.
    #[error("wrong length: {found} bytes instead of {expected}")]
    Length {
        /// Bytes needed.
        expected: usize,
        /// Bytes there.
        found: usize,
    },
    /// Text that is not strict base64url.
    #[error("not unpadded base64url")]
    Base64,
    /// Not the one encoding of anything.
    #[error("not a canonical encoding")]
    NotCanonical,
    /// The neutral element, where it would be meaningless or dangerous.
    #[error("the identity element is not allowed here")]
    Identity,
    /// An Ed25519 key under which more than one message has a given signature.
    #[error("a point of small order is not allowed here")]
    SmallOrder,
}

/// An integer modulo the group order q.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Scalar(DalekScalar);

impl Scalar {
    /// 0.
    pub const ZERO: Self = Self(DalekScalar::ZERO);
    /// 1.
    pub const ONE: Self = Self(DalekScalar::ONE);

    /// Decodes 32 little-endian bytes below q.
    ///
    /// # Errors
    /// [`DecodeError::NotCanonical`] if they are not below q.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, DecodeError> {
        Option::from(DalekScalar::from_canonical_bytes(*bytes))
            .map(Self)
            .ok_or(DecodeError::NotCanonical)
    }

    /// 32 little-endian bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// 64 little-endian bytes modulo q: uniform if they are.
    #[must_use]
    pub fn from_wide(bytes: &[u8; 64]) -> Self {
        Self(DalekScalar::from_bytes_mod_order_wide(bytes))
    }

    /// A small number.
    #[must_use]
    pub fn from_u64(value: u64) -> Self {
        Self(DalekScalar::from(value))
    }

    /// A number of 128 bits.
    #[must_use]
    pub fn from_u128(value: u128) -> Self {
        Self(DalekScalar::from(value))
    }

    /// Uniform modulo q.
    pub fn random<R: RngCore + CryptoRng>(rng: &mut R) -> Self {
        let mut wide = zeroize::Zeroizing::new([0u8; 64]);
        rng.fill_bytes(wide.as_mut());
        Self::from_wide(&wide)
    }

    /// For crates that are built on curve25519-dalek.
    pub(crate) const fn dalek(&self) -> DalekScalar {
        self.0
    }

    /// 1 / self; 0 for 0.
    #[must_use]
    pub fn invert(&self) -> Self {
        Self(self.0.invert())
    }
}

impl fmt::Debug for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.to_bytes()))
    }
}

impl Zeroize for Scalar {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

impl ConditionallySelectable for Scalar {
    fn conditional_select(a: &Self, b: &Self, choice: Choice) -> Self {
        Self(DalekScalar::conditional_select(&a.0, &b.0, choice))
    }
}

impl ConstantTimeEq for Scalar {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

impl Add for Scalar {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Scalar {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Scalar {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Scalar {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Mul for Scalar {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Neg for Scalar {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// Any group element, the identity included: for sums.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Element(RistrettoPoint);

impl Element {
    /// The neutral element.
    #[must_use]
    pub fn identity() -> Self {
        Self(RistrettoPoint::identity())
    }

    /// B.
    #[must_use]
    pub const fn base() -> Self {
        Self(RISTRETTO_BASEPOINT_POINT)
    }

    /// Decodes 32 canonical bytes.
    ///
    /// # Errors
    /// [`DecodeError::NotCanonical`] if they are not the one encoding of an element.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, DecodeError> {
        CompressedRistretto(*bytes)
            .decompress()
            .map(Self)
            .ok_or(DecodeError::NotCanonical)
    }

    /// The one encoding.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 32] {
        self.0.compress().to_bytes()
    }

    /// For crates that are built on curve25519-dalek.
    pub(crate) fn compressed(&self) -> CompressedRistretto {
        self.0.compress()
    }

    /// Hash to group: SHA3-512 of `label`, then [`Element::from_uniform_bytes`].
    #[must_use]
    pub fn hash_to_group(label: &[u8]) -> Self {
        Self::from_uniform_bytes(&Sha3_512::digest(label).into())
    }

    /// The element of 64 uniform bytes (RFC 9496 §4.3.4): uniform, and nobody knows its logarithm.
    #[must_use]
    pub fn from_uniform_bytes(bytes: &[u8; 64]) -> Self {
        Self(RistrettoPoint::from_uniform_bytes(bytes))
    }

    /// Whether this is the neutral element.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.0.is_identity()
    }

    /// With its encoding; none for the identity.
    #[must_use]
    pub fn to_point(&self) -> Option<Point> {
        (!self.is_identity()).then(|| Point {
            element: self.0,
            encoding: self.to_bytes(),
        })
    }

    /// H, the second Pedersen generator: bulletproofs' blinding generator, derived by hash.
    #[must_use]
    pub fn pedersen_blinding() -> Self {
        Self(bulletproofs::PedersenGens::default().B_blinding)
    }

    /// `scalar`·B in constant time.
    #[must_use]
    pub fn base_times(scalar: &Scalar) -> Self {
        Self(RISTRETTO_BASEPOINT_TABLE * &scalar.0)
    }

    /// `value`·B for a value of at most `bits` bits, in a time that depends on `bits` only.
    pub(crate) fn base_times_small(value: u32, bits: u32) -> Self {
        (0..bits).rev().fold(Self::identity(), |sum, bit| {
            let [low, ..] = ((value >> bit) & 1).to_le_bytes();
            let term = Self::conditional_select(&Self::identity(), &Self::base(), Choice::from(low));
            sum + sum + term
        })
    }

    /// Σ scalar · element in constant time: for secret scalars.
    #[must_use]
    pub fn multiscalar<'a>(
        scalars: impl IntoIterator<Item = &'a Scalar>,
        elements: impl IntoIterator<Item = &'a Self>,
    ) -> Self {
        Self(RistrettoPoint::multiscalar_mul(
            scalars.into_iter().map(|scalar| &scalar.0),
            elements.into_iter().map(|element| &element.0),
        ))
    }

    /// Σ scalar · element in variable time: for public scalars.
    #[must_use]
    pub fn multiscalar_vartime<'a>(
        scalars: impl IntoIterator<Item = &'a Scalar>,
        elements: impl IntoIterator<Item = &'a Self>,
    ) -> Self {
        Self(RistrettoPoint::vartime_multiscalar_mul(
            scalars.into_iter().map(|scalar| &scalar.0),
            elements.into_iter().map(|element| &element.0),
        ))
    }

    /// a·A + b·B in variable time.
    #[must_use]
    pub fn double_base_vartime(a: &Scalar, element: &Self, b: &Scalar) -> Self {
        Self(RistrettoPoint::vartime_double_scalar_mul_basepoint(
            &a.0, &element.0, &b.0,
        ))
    }

    /// Encodings of 2·E for many E: much quicker than one by one.
    #[must_use]
    pub fn double_and_encode_batch(elements: &[Self]) -> Vec<[u8; 32]> {
        RistrettoPoint::double_and_compress_batch(elements.iter().map(|element| &element.0))
            .into_iter()
            .map(|encoding| encoding.to_bytes())
            .collect()
    }
}

impl fmt::Debug for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.to_bytes()))
    }
}

impl ConditionallySelectable for Element {
    fn conditional_select(a: &Self, b: &Self, choice: Choice) -> Self {
        Self(RistrettoPoint::conditional_select(&a.0, &b.0, choice))
    }
}

impl Add for Element {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Element {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Element {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Element {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Element {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// In constant time.
impl Mul<Scalar> for Element {
    type Output = Self;
    fn mul(self, scalar: Scalar) -> Self {
        Self(self.0 * scalar.0)
    }
}

/// A group element that is not the identity, with its canonical encoding: everything that travels.
#[derive(Clone, Copy)]
pub struct Point {
    element: RistrettoPoint,
    encoding: [u8; 32],
}

impl Point {
    /// Decodes 32 canonical bytes.
    ///
    /// # Errors
    /// [`DecodeError::NotCanonical`], or [`DecodeError::Identity`] for the encoding of the identity.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, DecodeError> {
        let element = Element::from_bytes(bytes)?;
        if element.is_identity() {
            Err(DecodeError::Identity)
        } else {
            Ok(Self {
                element: element.0,
                encoding: *bytes,
            })
        }
    }

    /// The canonical encoding.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.encoding
    }

    /// Without its encoding, for arithmetic.
    #[must_use]
    pub const fn element(&self) -> Element {
        Element(self.element)
    }
}

impl PartialEq for Point {
    fn eq(&self, other: &Self) -> bool {
        self.encoding == other.encoding
    }
}

impl Eq for Point {}

impl PartialOrd for Point {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Point {
    fn cmp(&self, other: &Self) -> Ordering {
        self.encoding.cmp(&other.encoding)
    }
}

impl Hash for Point {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.encoding.hash(state);
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.encoding))
    }
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Decodes exactly N bytes of strict unpadded base64url.
pub(crate) fn decode_base64<const N: usize>(text: &str) -> Result<[u8; N], DecodeError> {
    let bytes = BASE64URL_NOPAD
        .decode(text.as_bytes())
        .map_err(|_| DecodeError::Base64)?;
    let found = bytes.len();
    bytes
        .try_into()
        .map_err(|_| DecodeError::Length { expected: N, found })
}

impl core::str::FromStr for Point {
    type Err = DecodeError;
    fn from_str(text: &str) -> Result<Self, DecodeError> {
        Self::from_bytes(&decode_base64(text)?)
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.to_bytes()))
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = decode_base64(&String::deserialize(deserializer)?).map_err(D::Error::custom)?;
        Self::from_bytes(&bytes).map_err(D::Error::custom)
    }
}
