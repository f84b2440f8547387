"""The work of one case in a native package on one thread: prints milliseconds, or nothing where the package is not installed."""

import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import numpy as np
except ImportError:
    sys.exit(0)

rng = np.random.default_rng(1)


def timed(work):
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def rows(count, features):
    x = rng.normal(size=(count, features))
    return x, 3 * x[:, 0] + x[:, 1] ** 2 + np.sin(3 * x[:, 2]) + rng.normal(size=count)


def boosted(x, y):
    import xgboost as xgb

    params = dict(
        tree_method="hist", max_bin=256, learning_rate=0.05, max_depth=6, reg_alpha=0.1, reg_lambda=1, nthread=1
    )
    return xgb.train(params, xgb.DMatrix(x, y), 200)


def xgboost(count):
    import xgboost  # noqa: F401 - loaded before the clock runs

    x, y = rows(count, 20)
    return timed(lambda: boosted(x, y))


def xgboost_shap():
    import xgboost as xgb

    x, y = rows(20_000, 20)
    model = boosted(x, y)
    model.set_param({"nthread": 1})
    return timed(lambda: model.predict(xgb.DMatrix(x[:1000]), pred_contribs=True))


def sklearn_forest():
    from sklearn.ensemble import RandomForestRegressor

    x, y = rows(20_000, 12)
    forest = RandomForestRegressor(200, max_features=1 / 3, oob_score=True, n_jobs=1)
    return timed(lambda: forest.fit(x, y))


def torch_lstm_epoch():
    import torch

    torch.set_num_threads(1)

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.first = torch.nn.LSTM(8, 128, batch_first=True)
            self.second = torch.nn.LSTM(128, 64, batch_first=True)
            self.dropout = torch.nn.Dropout(0.2)
            self.out = torch.nn.Linear(64, 1)

        def forward(self, x):
            h, _ = self.first(x)
            h, _ = self.second(self.dropout(h))
            return self.out(self.dropout(h)[:, -1])

    net = Net()
    optimiser = torch.optim.Adam(net.parameters(), lr=1e-3)
    x, y = torch.randn(2160, 24, 8), torch.randn(2160, 1)

    def epoch():
        for begin in range(0, 2160, 32):
            optimiser.zero_grad()
            loss = torch.nn.functional.mse_loss(net(x[begin : begin + 32]), y[begin : begin + 32])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1)
            optimiser.step()

    epoch()
    return timed(epoch)


CASES = {
    "torch_lstm_epoch": torch_lstm_epoch,
    "xgboost_20000": lambda: xgboost(20_000),
    "xgboost_200000": lambda: xgboost(200_000),
    "sklearn_forest_20000": sklearn_forest,
    "xgboost_shap_1000": xgboost_shap,
}

try:
    print(CASES[sys.argv[1]]())
except ImportError:
    pass
