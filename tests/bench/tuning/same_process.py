"""Fits a Gaussian process in scikit-learn on one thread to the rows of standard input and asks it for 2,000 beliefs: prints
both times in milliseconds, or nothing where it is not installed."""

import json
import os
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import numpy as np
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
except ImportError:
    raise SystemExit(0)

warnings.simplefilter("ignore")
given = json.load(sys.stdin)
x, y, asked = (np.array(given[name]) for name in ("inputs", "targets", "asked"))
d = x.shape[1]
kernel = ConstantKernel(1, (1e-3, 1e3)) * Matern([1] * d, [(1e-2, 1e2)] * d, nu=2.5) + WhiteKernel(0.1, (1e-6, 10))
started = time.perf_counter()
process = GaussianProcessRegressor(kernel, normalize_y=True).fit(x, y)
fitted = time.perf_counter()
process.predict(asked, return_std=True)
print(1000 * (fitted - started), 1000 * (time.perf_counter() - fitted), process.log_marginal_likelihood_value_)
