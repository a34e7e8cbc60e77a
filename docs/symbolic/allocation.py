#!/usr/bin/env python3
"""Checks the link proof and the claims of allocate contests (docs/protocol.md, 7.11 and 7.12) with computer algebra.

Group elements are formal sums of generators without known relations, B and H, whose coefficients are polynomials;
K = kappa B, for the trustees know kappa. An equation holds for nearly all challenges x and y if and only if every
coefficient of every power of x and y vanishes. The range proof is Bulletproofs, taken as it is cited: a commitment
passes if and only if it holds an integer of the range.

1. Completeness: the prover of 7.12 satisfies equations 1 to 3, whatever is random.
2. Soundness: for ANY announcements, equations 1 to 3 hold only if each commitment holds what its ciphertext encrypts.
3. All claims of 7.11 are in the range if and only if the amounts obey the rule.
4. The same verifier with one part left out accepts something else: so this check can fail.

It ends with 0 and one line for each claim, or with an AssertionError. It needs Python 3.9 and sympy 1.9 or later.
"""

from itertools import product

import sympy as sp

x, y, kappa = sp.symbols("x y kappa")


def symbols(name, count):
    return list(sp.symbols(f"{name}1:{count + 1}"))


def link(plaintexts, amounts, announcements, responses, fault=None):
    """Coefficients of B and H in equations 1 to 3 of 7.12, for every power of x and y; all must vanish."""
    p = len(plaintexts)
    r, s = symbols("r", p), symbols("s", p)
    t1, t2, (t3, t3_h) = announcements
    z_a, z_b, z_c = responses(r, s)
    powers = [y if fault == "one power of y for all amounts" else y ** (j + 1) for j in range(p)]
    first = t1 + x * sum(l * r_j for l, r_j in zip(powers, r)) - z_b
    second = t2 + x * sum(l * (v + r_j * kappa) for l, v, r_j in zip(powers, plaintexts, r)) - z_a - z_b * kappa
    third = t3 + x * sum(l * v for l, v in zip(powers, amounts)) - z_a
    third_h = t3_h + x * sum(l * s_j for l, s_j in zip(powers, s)) - z_c
    equations = [first, second, third, third_h]
    if fault == "no commitments":
        equations = [first, second]
    found = set()
    for equation in equations:
        found.update(sp.Poly(sp.expand(equation), x, y).coeffs())
    return [sp.expand(c) for c in found if sp.expand(c) != 0]


def honest(plaintexts, amounts):
    """7.12, steps 1 to 3."""
    a, b, c = sp.symbols("a b c")
    over = lambda values: sum(y ** (j + 1) * value for j, value in enumerate(values))
    responses = lambda r, s: (a + x * over(amounts), b + x * over(r), c + x * over(s))
    return link(plaintexts, amounts, (b, a + b * kappa, (a, c)), responses)


def any_prover(p, fault=None):
    """Announcements with any coefficients, which may follow y. Equations 1 and 3 leave no choice of the responses, and
    the constant term of equation 2 none of T2."""
    plaintexts, amounts = symbols("p", p), symbols("v", p)
    polynomial = lambda name: sum(c * y**j for j, c in enumerate(symbols(name, p + 2)))
    b, a, c = polynomial("b"), polynomial("a"), polynomial("c")
    powers = [y if fault == "one power of y for all amounts" else y ** (j + 1) for j in range(p)]
    over = lambda values: sum(l * value for l, value in zip(powers, values))
    # Without the third equation z_a is the prover's to choose.
    held = plaintexts if fault == "no commitments" else amounts
    responses = lambda r, s: (a + x * over(held), b + x * over(r), c + x * over(s))
    constraints = link(plaintexts, amounts, (b, a + b * kappa, (a, c)), responses, fault)
    return plaintexts, amounts, constraints


def linked(p, fault=None):
    """Whether the equations imply that every commitment holds its ciphertext's plaintext."""
    plaintexts, amounts, constraints = any_prover(p, fault)
    solution = sp.solve(constraints, plaintexts, dict=True)[0] if constraints else {}
    return all(
        sp.expand(solution.get(plain, plain) - amount) == 0 for plain, amount in zip(plaintexts, amounts)
    )


def claims(amounts, bound, low, high, fault=None):
    """7.11."""
    total = sum(amounts)
    found = list(amounts) if fault != "no claim of an amount" else []
    if bound < high and fault != "no claim of the bound":
        found += [bound - amount for amount in amounts]
    if fault != "no claim of the largest sum":
        found.append(high - total)
    if low > 0 and fault != "no claim of the smallest sum":
        found.append(total - low)
    return found


# Stands for 2^32 - 1 and for the group's order: everything is tried in this small world.
LARGEST, ORDER = 7, 101


def accepted(options, bound, low, high, fault=None):
    """Residues whose claims are all in 0 to LARGEST modulo ORDER."""
    near = [*range(2 * LARGEST + 1), *range(ORDER - LARGEST, ORDER)]
    return {
        amounts
        for amounts in product(near, repeat=options)
        if all(claim % ORDER <= LARGEST for claim in claims(amounts, bound, low, high, fault))
    }


def allowed(options, bound, low, high):
    """The rule as a voter reads it."""
    return {
        amounts for amounts in product(range(bound + 1), repeat=options) if low <= sum(amounts) <= high
    }


RULES = {
    "all of 7 among 2, up to 7 each": (2, 7, 7, 7),
    "up to 7 among 2, up to 7 each": (2, 7, 0, 7),
    "2 to 5 among 2, up to 3 each": (2, 3, 2, 5),
    "1 to 6 among 3, up to 2 each": (3, 2, 1, 6),
    "up to 4 among 1, up to 7": (1, 7, 0, 4),
}

# A verifier with a fault, and a rule where it shows.
FAULTS = {
    "no claim of an amount": (2, 7, 0, 7),
    "no claim of the bound": (2, 3, 2, 5),
    "no claim of the largest sum": (2, 7, 0, 7),
    "no claim of the smallest sum": (2, 7, 7, 7),
}


def main():
    for p in (1, 2, 4):
        values = symbols("v", p)
        assert not honest(values, values), f"an honest prover of {p} amounts is refused"
        assert linked(p), f"{p} commitments may hold something else than the ciphertexts"
        print(f"ok  link of {p} amounts: complete, and no commitment holds anything else")
    for plaintexts, amounts, name in [
        ([2], [1], "an amount that is not the ciphertext's"),
        ([1, 2], [2, 1], "amounts of two options exchanged"),
        ([1, -1], [0, 0], "amounts that cancel"),
    ]:
        assert honest(plaintexts, amounts), f"{name} is accepted"
        print(f"ok  rejected: {name}")
    for fault in ("no commitments", "one power of y for all amounts"):
        assert not linked(2, fault), f"the fault '{fault}' is not noticed"
        print(f"ok  a verifier with the fault '{fault}' links nothing, as it must")
    for name, rule in RULES.items():
        assert accepted(*rule) == allowed(*rule), f"{name}: {accepted(*rule) ^ allowed(*rule)}"
        print(f"ok  {name}: exactly the {len(allowed(*rule))} ballots of the rule")
    for fault, rule in FAULTS.items():
        surplus = accepted(*rule, fault) - allowed(*rule)
        assert surplus, f"the fault '{fault}' is not noticed"
        print(f"ok  a verifier with the fault '{fault}' accepts {min(surplus)}, as it must")


if __name__ == "__main__":
    main()
