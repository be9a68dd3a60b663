"""Values of distribution functions with 60-digit arithmetic, written with 20 digits.

Run in this folder: python3 make.py > values.json
"""
import json
import mpmath as mp

mp.mp.dps = 60


def normal_cdf(z):
    return mp.erfc(-mp.mpf(z) / mp.sqrt(2)) / 2


def normal_quantile(share):
    return mp.findroot(lambda z: mp.log(normal_cdf(z)) - mp.log(mp.mpf(share)), -mp.sqrt(-2 * mp.log(min(share, 0.4))) if share < 0.5 else 0.5)


def t_tail(t, df):
    t, df = mp.mpf(t), mp.mpf(df)
    return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2


def f_tail(f, a, b):
    f, a, b = mp.mpf(f), mp.mpf(a), mp.mpf(b)
    return mp.betainc(b / 2, a / 2, 0, b / (b + a * f), regularized=True)


def chi_tail(x, df):
    return mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)


def chi_cdf(x, df):
    return mp.gammainc(mp.mpf(df) / 2, 0, mp.mpf(x) / 2, regularized=True)


def rows(function, arguments):
    return [[*a, float(mp.nstr(function(*a), 20))] for a in arguments]


print(json.dumps({
    "software": {"mpmath": mp.__version__, "digits": mp.mp.dps},
    "normalCdf": rows(normal_cdf, [[z] for z in (-37, -20, -8.25, -5.75, -5.625, -3, -1.5, -0.6875, -0.625, -0.25, 0.125, 0.625, 1, 2, 5)]),
    "normalQuantile": rows(normal_quantile, [[s] for s in (1e-300, 1e-50, 1e-12, 1e-5, 0.0625, 0.078125, 0.25, 0.625, 0.921875, 0.9375, 0.984375)]),
    "tUpperTail": rows(t_tail, [[1, 1], [2, 3], [5, 10], [0.125, 100], [3.25, 416], [2.5, 4057], [12, 4057]]),
    "fUpperTail": rows(f_tail, [[1, 1, 1], [2.5, 3, 20], [12.5, 7, 4051], [1.125, 12, 300]]),
    "chiSquareCdf": rows(chi_cdf, [[1, 1], [3, 2], [100, 80], [5000, 4900], [0.125, 5]]),
    "chiSquareUpperTail": rows(chi_tail, [[1, 1], [60, 2], [100, 80], [5000, 4900], [200, 5]]),
}, indent=1))
