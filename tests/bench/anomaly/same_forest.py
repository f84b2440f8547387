"""Grows an isolation forest and scores with it in scikit-learn on one thread: prints milliseconds, or nothing where it is not installed."""

import os
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import numpy as np
    from sklearn.ensemble import IsolationForest
except ImportError:
    raise SystemExit(0)

x = np.random.default_rng(1).normal(size=(100_000, 10))
started = time.perf_counter()
IsolationForest(n_estimators=100, max_samples=256, n_jobs=1, random_state=1).fit(x).score_samples(x)
print(1000 * (time.perf_counter() - started))
