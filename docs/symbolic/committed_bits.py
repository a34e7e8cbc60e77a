#!/usr/bin/env python3
"""Checks the equations of the committed-bits proof (docs/protocol.md, 7.4 to 7.7) with computer algebra.

Group elements are formal sums of generators without known relations, B, H, G_i and G'_i, whose coefficients are
polynomials; K = kappa B, for the trustees know kappa. An equation holds for nearly all challenges x and y if and only
if every coefficient of every power of x and y vanishes.

1. Completeness: the prover of 7.4 satisfies 7.5 for every ballot that the rules allow, whatever is random.
2. Soundness: for ANY announcements, the plaintexts that can satisfy 7.5 are exactly those that the rules allow.
3. The same verifier with one term left out accepts something else: so this check can fail.

It ends with 0 and one line for each claim, or with an AssertionError. It needs Python 3.9 and sympy 1.9 or later.
"""

from dataclasses import dataclass
from itertools import product
from typing import Optional

import sympy as sp

x, y, kappa = sp.symbols("x y kappa")


@dataclass(frozen=True)
class Contest:
    """7.1: options of value 0 to bound, limits of their sum, and whether a blank vote is possible."""

    options: int
    bound: int
    limits: Optional[tuple] = None
    blank: bool = False

    def bounds(self):
        return [self.bound] * self.options + [1] * self.blank

    def allows(self, values):
        """The rule as a voter reads it, not as the proof encodes it."""
        options, blank = values[: self.options], sum(values[self.options :])
        if any(not 0 <= v <= s for v, s in zip(values, self.bounds())):
            return False
        if blank:
            return not any(options)
        return self.limits is None or self.limits[0] <= sum(options) <= self.limits[1]


def weights(bound):
    """7.1: 1, 2, ..., 2^(t-2), S - (2^(t-1) - 1)."""
    t = bound.bit_length()
    return [2**i for i in range(t - 1)] + [bound - (2 ** (t - 1) - 1)] * (t > 0)


class Style:
    """A ballot's numbers: slots of bits, and the verifier's terms, of which each fault leaves one out."""

    def __init__(self, contests, fault=None):
        self.contests, self.fault = contests, fault
        self.value_weights = [weights(s) for c in contests for s in c.bounds()]
        self.limited = [c for c in contests if c.limits]
        self.slack_weights = [weights(c.limits[1] - c.limits[0]) for c in self.limited]
        self.m = len(self.value_weights)
        self.bits = sum(map(len, self.value_weights + self.slack_weights))

    def sums(self, numbers):
        """Weighted sums of numbers that stand for bits: of every value, then of every slack."""
        numbers = iter(numbers)
        slots = [[(w, next(numbers)) for w in slot] for slot in self.value_weights + self.slack_weights]
        sums = [sum(w * n for w, n in slot) for slot in slots]
        return sums[: self.m], sums[self.m :]

    def power(self, j):
        """y^j for value j, from 1."""
        return y if self.fault == "one power of y for all values" else y**j

    def rule_power(self, k):
        return 0 if self.fault == "no sums" else y ** (self.m + k)

    def coefficients(self):
        """lambda_j = y^j + g_j y^(m+k)."""
        result, k = [], 0
        for contest in self.contests:
            k += contest.limits is not None
            for position in range(len(contest.bounds())):
                g = 1
                if position == contest.options and self.fault != "blank counts one":
                    g = contest.limits[1]
                rule = g * self.rule_power(k) if contest.limits else 0
                result.append(self.power(len(result) + 1) + rule)
        return result

    def residues(self, proof, ciphertexts):
        """7.5: coefficients of the generators in each of the three equations; all must vanish."""
        f, z, z_e = proof["f"], proof["z"], proof["z_e"]
        found = [proof["A"]["H"] + x * proof["V"]["H"] - z]
        for i in range(self.bits):
            found.append(proof["A"]["G", i] + x * proof["V"]["G", i] - f[i])
            if self.fault != "no squares":
                found.append(proof["A"]["G'", i] + x * proof["V"]["G'", i] - f[i] * (x - f[i]))
        values, slacks = self.sums(f)
        phi = sum(self.power(j) * value for j, value in enumerate(values, 1))
        for k, (contest, slack) in enumerate(zip(self.limited, slacks), 1):
            phi += self.rule_power(k) * (x * contest.limits[1] - slack)
        lam = self.coefficients()
        c1 = sum(l * first for l, (first, _) in zip(lam, ciphertexts))
        c2 = sum(l * second for l, (_, second) in zip(lam, ciphertexts))
        found.append(proof["E1"] + x * c1 - z_e)
        found.append(proof["E2"] + x * c2 - phi - z_e * kappa)
        return found

    def constraints(self, proof, ciphertexts):
        """Coefficients of every power of x and y in the equations."""
        found = set()
        for residue in self.residues(proof, ciphertexts):
            found.update(sp.Poly(residue, x, y).coeffs())
        return [sp.expand(c) for c in found if sp.expand(c) != 0]


def symbols(name, count):
    return list(sp.symbols(f"{name}1:{count + 1}"))


def encrypt(plaintexts):
    """Logarithms of C1 and C2 to the base B."""
    return [(r, p + r * kappa) for p, r in zip(plaintexts, symbols("r", len(plaintexts)))]


def prove(style, bits, plaintexts):
    """7.4, with any numbers as bits; the honest prover uses those of its values and slacks."""
    a = symbols("a", style.bits)
    rho, alpha, sigma = sp.symbols("rho alpha sigma")
    v, announcement = {"H": rho}, {"H": alpha}
    for i, (bit, blind) in enumerate(zip(bits, a)):
        v["G", i], v["G'", i] = bit, blind * (1 - 2 * bit)
        announcement["G", i], announcement["G'", i] = blind, -(blind**2)
    of_values, of_slacks = style.sums(a)
    e = sum(style.power(j) * value for j, value in enumerate(of_values, 1))
    e -= sum(style.rule_power(k) * slack for k, slack in enumerate(of_slacks, 1))
    ciphertexts = encrypt(plaintexts)
    return {
        "V": v,
        "A": announcement,
        "E1": sigma,
        "E2": e + sigma * kappa,
        "f": [x * bit + blind for bit, blind in zip(bits, a)],
        "z": alpha + x * rho,
        "z_e": sigma + x * sum(l * r for l, (r, _) in zip(style.coefficients(), ciphertexts)),
    }, ciphertexts


def any_prover(style):
    """7.7: announcements with any coefficients. Equation 1 at G_i and H and equation 2 leave no choice of f, z, z_E."""
    n = style.bits
    b, c, a, d = (symbols(name, n) for name in ("b", "c", "a", "d"))
    rho, alpha, sigma = sp.symbols("rho alpha sigma")
    plaintexts = symbols("p", style.m)
    ciphertexts = encrypt(plaintexts)
    # E2 follows y, so that it may hold any polynomial in y.
    e2 = sum(t * y**j for j, t in enumerate(symbols("t", style.m + len(style.limited) + 1)))
    v, announcement = {"H": rho}, {"H": alpha}
    for i in range(n):
        v["G", i], v["G'", i] = b[i], c[i]
        announcement["G", i], announcement["G'", i] = a[i], d[i]
    return b, plaintexts, style.constraints(
        {
            "V": v,
            "A": announcement,
            "E1": sigma,
            "E2": e2 + sigma * kappa,
            "f": [x * bit + blind for bit, blind in zip(b, a)],
            "z": alpha + x * rho,
            "z_e": sigma + x * sum(l * r for l, (r, _) in zip(style.coefficients(), ciphertexts)),
        },
        ciphertexts,
    )


def split(style, values):
    values = iter(values)
    return [[next(values) for _ in c.bounds()] for c in style.contests]


def allowed(style):
    """All plaintexts near the range that the rules allow."""
    near = [range(-2, s + 3) for c in style.contests for s in c.bounds()]
    fits = lambda values: all(c.allows(v) for c, v in zip(style.contests, split(style, values)))
    return {values for values in product(*near) if fits(values)}


def bits_of(bound, value):
    """The prover's form: the last bit where the others do not suffice."""
    w = weights(bound)
    if not w:
        return []
    top = value > sum(w[:-1])
    rest = value - w[-1] * top
    return [(rest >> i) & 1 for i in range(len(w) - 1)] + [int(top)]


def honest_bits(style, values):
    bits = []
    for bound, value in zip((s for c in style.contests for s in c.bounds()), values):
        bits += bits_of(bound, value)
    for contest, mine in zip(style.contests, split(style, values)):
        if contest.limits:
            low, high = contest.limits
            counted = sum(mine[: contest.options]) + high * sum(mine[contest.options :])
            bits += bits_of(high - low, high - counted)
    return bits


def possible(style):
    """All plaintexts near the range for which some announcements satisfy the equations."""
    b, p, constraints = any_prover(style)
    # Of the constraints, those on bits alone and those that join bits and plaintexts decide; the others can always
    # be met by c_i, d_i and the coefficients t of E2, each of which occurs alone and linearly in one of them.
    free = set(sp.Matrix(constraints).free_symbols) - set(b) - set(p)
    deciding = [c for c in constraints if not c.free_symbols & free]
    for constraint in constraints:
        if constraint.free_symbols & free:
            solvable = [s for s in constraint.free_symbols & free if constraint.diff(s) in (1, -1)]
            alone = [s for s in solvable if sum(other.has(s) for other in constraints if other != constraint) == 0]
            assert alone, f"{constraint} restricts the prover"
    # Plaintexts enter linearly. Where they are not all determined, try the whole neighbourhood.
    test = sp.lambdify([b + p], deciding, "math")
    on_bits = sp.lambdify([b], [c for c in deciding if not c.free_symbols & set(p)], "math")
    found = set()
    near = list(product(*[range(-2, s + 3) for c in style.contests for s in c.bounds()]))
    for bits in product(range(-1, 3), repeat=style.bits):
        if not any(on_bits(list(bits))):
            found.update(values for values in near if not any(test(list(bits) + list(values))))
    return found


STYLES = {
    "choose 1 of 2": [Contest(2, 1, (1, 1))],
    "choose 1 to 2 of 3": [Contest(3, 1, (1, 2))],
    "choose 1 of 2, or blank": [Contest(2, 1, (1, 1), blank=True)],
    "choose 2 of 3, or blank": [Contest(3, 1, (2, 2), blank=True)],
    "score 0 to 5": [Contest(1, 5)],
    "score 0 to 2, sum 1 to 3": [Contest(2, 2, (1, 3))],
    "score 0 to 3, sum exactly 3, or blank": [Contest(2, 3, (3, 3), blank=True)],
    "two contests": [Contest(2, 1, (1, 1)), Contest(2, 1, (0, 1))],
    "a score and a choice": [Contest(1, 3), Contest(2, 1, (1, 1))],
}

# Style, what the "bits" are, what the ciphertexts hold.
CHEATS = {
    "over-vote, slack -1": ([Contest(2, 1, (0, 1))], [1, 1, -1], [1, 1]),
    "over-vote, slack 0": ([Contest(2, 1, (0, 1))], [1, 1, 0], [1, 1]),
    "under-vote": ([Contest(2, 1, (1, 1))], [0, 0], [0, 0]),
    "under-vote, slack 2 of 1": ([Contest(3, 1, (1, 2))], [0, 0, 0, 2], [0, 0, 0]),
    "value 2 of 1": ([Contest(2, 1, (2, 2))], [2, 0], [2, 0]),
    "value -1": ([Contest(2, 1, (0, 1))], [-1, 1, 1], [-1, 1]),
    "value 6 of 5": ([Contest(1, 5)], [0, 2, 1], [6]),
    "shifted ciphertext": ([Contest(2, 1, (1, 1))], [1, 0], [2, 0]),
    "shifted between two options": ([Contest(2, 1, (1, 1))], [1, 0], [0, 1]),
    "shifted between two contests": ([Contest(2, 1, (1, 1))] * 2, [1, 0, 0, 1], [1, 1, 0, 0]),
    "blank and an option": ([Contest(2, 1, (1, 1), blank=True)], [1, 0, 1], [1, 0, 1]),
    "blank twice": ([Contest(2, 2, (1, 2), blank=True)], [0, 0, 0, 0, 2, 0], [0, 0, 2]),
}

# A verifier with a fault, and a style where it shows.
FAULTS = {
    "no squares": [Contest(1, 1)],
    "no sums": [Contest(2, 1, (1, 1))],
    "one power of y for all values": [Contest(2, 1)],
    "blank counts one": [Contest(3, 1, (1, 2), blank=True)],
}


def main():
    for name, contests in STYLES.items():
        style = Style(contests)
        ballots = allowed(style)
        assert ballots, name
        for values in ballots:
            proof, ciphertexts = prove(style, honest_bits(style, values), values)
            assert not style.constraints(proof, ciphertexts), f"{name}: {values} is refused"
        assert possible(style) == ballots, f"{name}: {possible(style) ^ ballots}"
        print(f"ok  {name}: exactly the {len(ballots)} ballots of the rule")
    for name, (contests, bits, plaintexts) in CHEATS.items():
        style = Style(contests)
        assert len(bits) == style.bits and len(plaintexts) == style.m, name
        assert style.constraints(*prove(style, bits, plaintexts)), f"{name} is accepted"
        print(f"ok  rejected: {name}")
    for fault, contests in FAULTS.items():
        surplus = possible(Style(contests, fault)) - allowed(Style(contests))
        assert surplus, f"the fault '{fault}' is not noticed"
        print(f"ok  a verifier with the fault '{fault}' accepts {min(surplus)}, as it must")


if __name__ == "__main__":
    main()
