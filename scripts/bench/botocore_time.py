"""Milliseconds of the fastest run of botocore's validating and serializing of the CreateReplicationGroup on standard input.

Usage: botocore_time.py RUNS
"""

import json
import sys
import time

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator

parameters = json.load(sys.stdin)
model = ServiceModel(Loader().load_service_model("elasticache", "service-2"), "elasticache")
operation = model.operation_model("CreateReplicationGroup")
validator = ParamValidator()
serializer = create_serializer("query", include_validation=False)


def once() -> float:
    began = time.perf_counter()
    validator.validate(parameters, operation.input_shape)
    serializer.serialize_to_request(parameters, operation)
    return (time.perf_counter() - began) * 1000


once()
print(min(once() for _ in range(int(sys.argv[1]))))
