//! An election's id in words, for comparing it by voice (docs/trustee.md).

use bip39::Language;
use ostrakon_crypto::hash::Hash;

/// So many words.
pub const WORDS: usize = 12;
/// Bits that choose one of 2,048.
const BITS: usize = 11;

/// The first 132 bits of a hash as words of the English list of BIP 39, eleven bits each, the first bit first. Nobody finds two
/// elections with the same words in less than about 2^66 tries, nor one with the words of another in less than 2^132.
#[must_use]
pub fn words(hash: &Hash) -> [&'static str; WORDS] {
    let list = Language::English.word_list();
    core::array::from_fn(|word| {
        let bits = (word * BITS)..(word * BITS + BITS);
        let number = bits.fold(0_usize, |number, bit| {
            (number << 1) | usize::from(bit_of(hash, bit))
        });
        // Eleven bits are less than 2,048.
        list.get(number).copied().unwrap_or_default()
    })
}

fn bit_of(hash: &Hash, bit: usize) -> u8 {
    let byte = hash.as_bytes().get(bit / 8).copied().unwrap_or_default();
    (byte >> (7 - bit % 8)) & 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_first_bits() {
        assert_eq!(words(&Hash::ZERO), ["abandon"; WORDS]);
        assert_eq!(words(&Hash::from_bytes([0xff; 32])), ["zoo"; WORDS]);
        // 00000000001 00000000010 00000000011 …
        let mut bytes = [0; 32];
        bytes[1] = 0b0010_0000;
        bytes[2] = 0b0000_1000;
        bytes[3] = 0b0000_0001;
        bytes[4] = 0b1000_0000;
        let found = words(&Hash::from_bytes(bytes));
        assert_eq!(found[..4], ["ability", "able", "about", "abandon"]);
    }

    #[test]
    fn every_bit_of_the_first_132_counts() {
        let first = words(&Hash::ZERO);
        for bit in 0..256 {
            let mut bytes = [0; 32];
            bytes[bit / 8] |= 0x80 >> (bit % 8);
            let other = words(&Hash::from_bytes(bytes));
            assert_eq!(other != first, bit < WORDS * BITS, "bit {bit}");
        }
    }
}
