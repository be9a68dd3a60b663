import type { RandomStream } from "../../base/index.ts";

const rootOfTwoPi = 2.5066282746310002;
const inverseRootOfTwoPi = 0.3989422804014327;

/** Density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / rootOfTwoPi;
}

/**
 * P(Z ≤ z) for standard normal Z, to about 15 digits in both tails.
 *
 * @see Cody (1969), "Rational Chebyshev approximations for the error function"; coefficients as in R's pnorm.c
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const size = Math.abs(z);
  if (size <= 0.67448975) {
    const square = z * z;
    return 0.5 + (z * horner(centreTop, square)) / horner(centreBottom, square);
  }
  const tail = upperTail(size);
  return z > 0 ? 1 - tail : tail;
}

function upperTail(z: number): number {
  if (z > 38.5) return 0;
  let ratio: number;
  if (z <= Math.sqrt(32)) {
    ratio = horner(middleTop, z) / horner(middleBottom, z);
  } else {
    const inverse = 1 / (z * z);
    ratio = (inverseRootOfTwoPi - (inverse * horner(tailTop, inverse)) / horner(tailBottom, inverse)) / z;
  }
  // exp(−z²/2) in two factors: z rounded to sixteenths squares exactly.
  const rounded = Math.trunc(z * 16) / 16;
  const rest = (z - rounded) * (z + rounded);
  return Math.exp(-rounded * rounded * 0.5) * Math.exp(-rest * 0.5) * ratio;
}

/** Highest power first. */
function horner(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0];
  for (let i = 1; i < coefficients.length; i++) sum = sum * x + coefficients[i];
  return sum;
}

const centreTop = [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356];
const centreBottom = [1, 47.20258190468824, 976.0985517377767, 10260.932208618979, 45507.78933502673];
const middleTop = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const middleBottom = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
const tailTop = [
  0.02307344176494017, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.9112874951168793e-5,
];
const tailBottom = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
];

/**
 * The z with P(Z ≤ z) = share, to about 16 digits; −∞ at 0, ∞ at 1.
 *
 * @see Wichura (1988), Algorithm AS 241, PPND16
 */
export function normalQuantile(share: number): number {
  const q = share - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(quantileA, r)) / horner(quantileB, r);
  }
  const tail = q < 0 ? share : 1 - share;
  if (!(tail > 0)) return tail === 0 ? Math.sign(q) * Number.POSITIVE_INFINITY : Number.NaN;
  const r = Math.sqrt(-Math.log(tail));
  const size =
    r <= 5
      ? horner(quantileC, r - 1.6) / horner(quantileD, r - 1.6)
      : horner(quantileE, r - 5) / horner(quantileF, r - 5);
  return q < 0 ? -size : size;
}

const quantileA = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const quantileB = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const quantileC = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496837,
];
const quantileD = [
  1.0507500716444169e-9, 0.0005475938084995344, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const quantileE = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501104,
];
const quantileF = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];

/** The next standard normal number of a stream: the quantile of its next uniform number, so one uniform a number. */
export function sampleNormal(stream: RandomStream): number {
  return normalQuantile(stream.uniform());
}
