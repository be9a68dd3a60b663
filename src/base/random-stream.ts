/** A seeded stream of pseudo-random numbers: the same seed and unit give the same numbers on every machine. */
export interface RandomStream {
  /** The next number, uniform on the open interval (0, 1), a multiple of 2⁻⁵³ plus 2⁻⁵⁴. */
  uniform(): number;
}

/**
 * A stream of its own for one unit (a school, a coefficient vector, a draw): xoshiro128** (Blackman and Vigna 2021),
 * seeded by a 128-bit mix of the seed and the unit's name (cyrb128-style multiply–xor mixing of UTF-16 code units).
 * Adding or removing other units never changes it.
 */
export function randomStream(seed: number, unit: string): RandomStream {
  let [a, b, c, d] = mixSeed(`${seed}\u0000${unit}`);
  const next = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  return {
    uniform: () => ((next() >>> 5) * 67108864 + (next() >>> 6) + 0.5) / 9007199254740992,
  };
}

function mixSeed(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  h1 ^= h2 ^ h3 ^ h4;
  return [h1 | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 1];
}
