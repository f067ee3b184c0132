#!/usr/bin/env python3
"""Translates a SAM template as CloudFormation would and searches the result for cycles.

CloudFormation refuses resources that wait for each other only when it deploys; neither cfn-lint nor `sam validate`
looks for cycles that arise from the translation.

    find_cycles.py template.yaml     exit 1 and one line for each cycle
    find_cycles.py --self-test       plants a cycle and exits 1 unless it is found
"""

import copy
import os
import re
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

from samtranslator.translator.transform import transform  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

SUB = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}")


class ManagedPolicies:
    """The one managed policy that SAM gives each role; anything else in the template is an error."""

    def load(self):
        name = "AWSLambdaBasicExecutionRole"
        return {name: f"arn:aws:iam::aws:policy/service-role/{name}"}


def translate(template):
    template = copy.deepcopy(template)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            # Where `sam package` would put the code.
            resource["Properties"]["CodeUri"] = "s3://bucket/key"
    return transform(template, {}, ManagedPolicies())


def names(node):
    """The logical ids that a part of a template refers to."""
    if isinstance(node, list):
        for item in node:
            yield from names(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == "Ref":
                yield value
            elif key == "Fn::GetAtt":
                yield value[0] if isinstance(value, list) else value.split(".")[0]
            elif key == "Fn::Sub":
                text = value[0] if isinstance(value, list) else value
                yield from SUB.findall(text)
                yield from names(value)
            elif key == "DependsOn":
                yield from [value] if isinstance(value, str) else value
            else:
                yield from names(value)


def cycles(template):
    resources = template["Resources"]
    edges = {name: sorted(set(names(body)) & set(resources)) for name, body in resources.items()}
    found, done = [], set()

    def search(name, path):
        if name in path:
            found.append(" -> ".join(path[path.index(name):] + [name]))
        elif name not in done:
            for following in edges[name]:
                search(following, path + [name])
            done.add(name)

    for name in sorted(edges):
        search(name, [])
    return found


def self_test(template):
    """The API's body names the function's alias; a function that names the API closes the circle."""
    function = next(r for r in template["Resources"].values() if "Events" in r.get("Properties", {}))
    function["Properties"]["Environment"]["Variables"]["ISSUER_URL"] = {"Fn::Sub": "https://${HttpApi}.example.com"}
    return bool(cycles(translate(template)))


def main(argument):
    here = os.path.dirname(os.path.abspath(__file__))
    file = os.path.join(here, "..", "template.yaml") if argument == "--self-test" else argument
    with open(file, encoding="utf-8") as text:
        template = yaml_parse(text.read())
    if argument == "--self-test":
        if not self_test(template):
            sys.exit("find_cycles: the planted cycle was not found")
        print("find_cycles: the planted cycle was found")
        return
    translated = translate(template)
    found = cycles(translated)
    if found:
        sys.exit("\n".join("find_cycles: " + cycle for cycle in found))
    print(f"find_cycles: no cycle in {len(translated['Resources'])} resources")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
