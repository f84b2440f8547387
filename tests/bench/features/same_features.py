"""The features that pandas can express, worked out by pandas as its users would write them.

Reads minutes from a file of float64 columns (see pandas-peer.ts), prints one line of JSON: how long each miner's features
took without reading the file, and what each comes to, so that nobody compares two different things.
"""

import json
import sys
import time

import numpy as np
import pandas as pd


def first_of(first, second):
    return first.fillna(second)


def increment(count):
    """By how much a counter rose: from 0 after a restart, over a missed poll or two, not over an outage."""
    before = count.shift(1).ffill(limit=2)
    rise = (count - before).where(count >= before, count)
    return rise.where(before.notna(), 0).where(count.notna())


def over(column, rows, at_least):
    return column.rolling(rows, min_periods=max(1, int(np.ceil(rows * at_least - 1e-9))))


def fading_mean(column, hours):
    ewm = column.ewm(halflife=hours, adjust=True, ignore_na=False).mean()
    weight = column.notna().astype(float).ewm(halflife=hours, adjust=True).mean()
    full = 1 - 0.5 ** ((np.arange(len(column)) + 1) / hours)
    return ewm.where(weight * full >= 0.1)


def minute_features(m):
    power = first_of(m.wallPowerW, m.powerW)
    chips = first_of(m.tempChipAvgC, m.tempChipMaxC)
    air = first_of(m.tempInletC, m.roomTempC)
    rate = m.hashrateHs / 1e12
    boards = m[["board1Hs", "board2Hs", "board3Hs"]]
    relative = boards.div(boards.mean(axis=1), axis=0)
    accepted, rejected, stale = (increment(m[name]) for name in ("sharesAccepted", "sharesRejected", "sharesStale"))
    accepted_day, rejected_day = (over(each, 1440, 0.5).sum() for each in (accepted, rejected))
    accepted_week, rejected_week, stale_week = (over(each, 10080, 0.2).sum() for each in (accepted, rejected, stale))
    late = np.minimum(stale_week, accepted_week + rejected_week + stale_week)
    sent = accepted_week + np.maximum(rejected_week, late)
    hour = over(m.hashrateHs, 60, 0.5)
    latency = over(m.poolLatencyMs, 60, 0.1)
    clock = pd.Series(np.arange(len(m), dtype=float), index=m.index).where(m.tempChipMaxC.notna())
    ten = over(clock, 10, 0.5)
    return {
        "hashrate_th_s": rate,
        "board1_th_s": m.board1Hs / 1e12,
        "board2_th_s": m.board2Hs / 1e12,
        "board3_th_s": m.board3Hs / 1e12,
        "hashboard_variance": ((relative - 1) ** 2).mean(axis=1),
        "weakest_board_ratio": relative.min(axis=1),
        "hashrate_stability": (1 - hour.std() / hour.mean()).clip(0, 1),
        "hashrate_variance_10min": over(m.hashrateHs, 10, 0.5).var() / 1e24,
        "hashrate_variance_1h": hour.var() / 1e24,
        "power_consumption_w": power,
        "device_power_w": m.powerW,
        "efficiency_j_th": power / rate,
        "efficiency_device_j_th": m.powerW / rate,
        "core_voltage_v": m.voltageCoreV,
        "input_voltage_v": m.voltageInV,
        "avg_chip_temp_c": chips,
        "max_chip_temp_c": m.tempChipMaxC,
        "thermal_efficiency": rate / (chips - air),
        "chip_temp_gradient_k_per_min": over(m.tempChipMaxC, 10, 0.5).cov(clock) / ten.var(),
        "fan_speed_percent": m.fanPercent,
        "accepted_shares": accepted,
        "rejected_shares": rejected,
        "stale_shares": stale,
        "error_rate": m.hwErrorPct,
        "uptime_hours": m.uptimeS / 3600,
        "air_temp_rise_k": m.tempOutletC - m.tempInletC,
        "cooling_air_temp_c": air,
        "chip_above_air_k": chips - air,
        "share_acceptance_rate": 100 * accepted_day / (accepted_day + rejected_day),
        "stale_probability": (late + 0.5) / (sent + 1),
        "pool_latency_ms": latency.mean(),
        "pool_latency_jitter_ms": latency.std(),
        "mean_power_24h_w": over(power, 1440, 0.5).mean(),
    }


def hour_features(m):
    hours = m[["hashrateHs", "wallPowerW", "powerW", "tempChipMaxC"]].resample("1h").mean()
    quantities = {
        "hashrate": (hours.hashrateHs / 1e12, "th_s", True),
        "power": (first_of(hours.wallPowerW, hours.powerW), "w", True),
        "chip_temp": (hours.tempChipMaxC, "c", False),
    }
    features = {}
    for name, (column, ending, relative) in quantities.items():
        unit = "percent" if relative else "k"

        def change(span, column=column, relative=relative):
            before = column.shift(span)
            return 100 * (column / before.where(before > 0) - 1) if relative else column - before

        for span in (1, 2, 24):
            features[f"{name}_lag_{span}h_{ending}"] = column.shift(span)
        for span in (1, 6, 24):
            features[f"{name}_mean_{span}h_{ending}"] = over(column, span, 0.5).mean()
        for span in (6, 24):
            features[f"{name}_ema_{span}h_{ending}"] = fading_mean(column, span)
        for span in (1, 24):
            features[f"{name}_change_{span}h_{unit}"] = change(span)
        features[f"{name}_volatility_24h_{unit}"] = over(change(1), 24, 0.5).std()
    return features


def main(path, miners, minutes, names):
    whole = np.fromfile(path).reshape(miners, len(names), minutes)
    index = pd.date_range("2026-01-01", periods=minutes, freq="min")
    frames = [pd.DataFrame(dict(zip(names, columns)), index=index) for columns in whole]
    took_ms = []
    sums = {}
    for frame in frames:
        began_s = time.perf_counter()
        features = {**minute_features(frame), **hour_features(frame)}
        took_ms.append(1000 * (time.perf_counter() - began_s))
        for name, column in features.items():
            known = sums.get(name, (0, 0.0))
            sums[name] = (known[0] + int(column.count()), known[1] + float(column.sum()))
    told = {name: {"present": present, "sum": total} for name, (present, total) in sums.items()}
    print(json.dumps({"minerMs": took_ms, "version": pd.__version__, "sums": told}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].split(","))
