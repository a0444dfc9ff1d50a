"""Runs the Tiltfile under stand-ins of Tilt's functions and prints what it asked for, as JSON.

Usage: run_tiltfile.py <repository>. A misspelt function, an unknown argument or a file that is not
there is an error, as it would be to Tilt.
"""

import json
import pathlib
import sys

import starlark
import yaml

repository = pathlib.Path(sys.argv[1])
calls = []
KNOWN = {
    "allow_k8s_contexts": {"contexts"},
    "local": {"command", "quiet"},
    "helm": {"path", "name", "values"},
    "k8s_yaml": {"yaml"},
    "sync": {"local_path", "remote_path"},
    "docker_build": {"ref", "context", "dockerfile", "build_args", "target", "only", "live_update"},
    "k8s_resource": {"workload", "labels", "port_forwards", "resource_deps"},
    "local_resource": {"name", "cmd", "trigger_mode", "auto_init", "labels"},
}
# What may be given without its name, in order.
PLACED = {
    "allow_k8s_contexts": ["contexts"],
    "local": ["command"],
    "helm": ["path"],
    "k8s_yaml": ["yaml"],
    "sync": ["local_path", "remote_path"],
    "docker_build": ["ref", "context"],
    "k8s_resource": ["workload"],
    "local_resource": ["name"],
}


def stand_in(name):
    def called(*given, **named):
        order = PLACED[name]
        arguments = dict(zip(order, given)) | named
        unknown = set(arguments) - KNOWN[name]
        if unknown or len(given) > len(order):
            raise TypeError(f"{name} does not take {sorted(unknown) or given}")
        for key in ("path", "context", "dockerfile", "local_path"):
            if key in arguments and not (repository / arguments[key]).exists():
                raise FileNotFoundError(arguments[key])
        for values in arguments.get("values", []):
            if not (repository / values).exists():
                raise FileNotFoundError(values)
        calls.append({"function": name, **arguments})
        return f"{name} {len(calls)}"

    return called


module = starlark.Module()
for name in KNOWN:
    module.add_callable(name, stand_in(name))
module.add_callable("read_yaml", lambda path: yaml.safe_load((repository / path).read_text()))
module["TRIGGER_MODE_MANUAL"] = "manual"
dialect = starlark.Dialect.extended()
dialect.enable_top_level_stmt = True
text = (repository / "Tiltfile").read_text()
starlark.eval(module, starlark.parse("Tiltfile", text, dialect), starlark.Globals.extended_by([]))
print(json.dumps(calls))
