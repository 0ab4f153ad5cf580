"""XGBoost behind lines: one JSON request a line in, one JSON answer a line out, as our-process.mjs.

Times the same work: from float32 values in memory to the trained model, the making of XGBoost's own matrix included,
with nothing evaluated between rounds.
"""

import json
import resource
import sys
import time
import traceback

import numpy
import xgboost

tables = {}
models = {}


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_mb():
    """On Linux the kernel's peak of this program alone: ru_maxrss starts at that of the process which started it."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 1024)


def load(request):
    values = numpy.fromfile(request["rowMajor"], numpy.float32).reshape(request["rows"], len(request["features"]))
    tables[request["name"]] = values, numpy.fromfile(request["labels"], numpy.float32)
    return {}


def train(request):
    values, labels = tables[request["data"]]
    asked, threads = request["parameters"], request["threads"]
    options = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "nthread": threads,
        "eta": asked["learningRate"],
        "max_depth": asked["maxDepth"],
        "max_bin": asked["maxBins"],
        "lambda": asked["lambda"],
        "min_child_weight": asked["minChildWeight"],
        "subsample": asked["subsample"],
        "colsample_bytree": asked["colsample"],
        "seed": asked["seed"],
        "base_score": float(labels.mean()),
    }
    cpu, start = cpu_seconds(), time.perf_counter()
    if request["matrix"] == "QuantileDMatrix":
        matrix = xgboost.QuantileDMatrix(values, labels, max_bin=asked["maxBins"], nthread=threads)
    else:
        matrix = xgboost.DMatrix(values, labels, nthread=threads)
    model = xgboost.train(options, matrix, asked["rounds"])
    seconds = time.perf_counter() - start
    models[request["keep"]] = model
    return {"seconds": seconds, "cpuSeconds": cpu_seconds() - cpu}


def predict(request):
    model = models[request["model"]]
    model.set_param({"nthread": 1})
    start = time.perf_counter()
    margins = model.inplace_predict(tables[request["data"]][0], predict_type="margin")
    seconds = time.perf_counter() - start
    if "to" in request:
        margins.astype(numpy.float64).tofile(request["to"])
    return {"seconds": seconds}


def explain_all(request):
    model = models[request["model"]]
    model.set_param({"nthread": 1})
    rows = xgboost.DMatrix(tables[request["data"]][0][: request["rows"]], nthread=1)
    start = time.perf_counter()
    model.predict(rows, pred_contribs=True)
    return {"seconds": time.perf_counter() - start}


answers = {
    "load": load,
    "train": train,
    "predict": predict,
    "explainAll": explain_all,
    "memory": lambda request: {"peakMb": peak_mb()},
}

for line in sys.stdin:
    asked_for = json.loads(line)
    try:
        answer = answers[asked_for["do"]](asked_for)
    except Exception:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
