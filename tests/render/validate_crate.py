"""Run by the environment of the validator: what is wrong with the crate in a directory, as JSON.

The validator fetches the JSON-LD context that a crate names. Here it gets the one that the package
``rocrate`` ships, which has all terms of earlier versions; nothing goes to the network.
"""

import json
import sys
from importlib.resources import files
from unittest.mock import patch

from requests import Response
from rocrate_validator import models, services
from rocrate_validator.utils import document_loader
from rocrate_validator.utils.http import HttpRequester

CONTEXT = files("rocrate").joinpath("data", "ro-crate.jsonld").read_bytes()


def context(_self: object, url: str, **_options: object) -> Response:
    """The context, whatever is asked for."""
    assert "/ro/crate/" in url, url
    response = Response()
    response.status_code = 200
    response._content = CONTEXT
    response.headers["Content-Type"] = "application/ld+json"
    return response


def loaded(_url: str) -> object:
    """The same for the JSON-LD parser."""
    return json.loads(CONTEXT)


with (
    patch.object(HttpRequester, "get", context, create=True),
    patch.object(document_loader, "_fetch_json_ld", loaded),
):
    result = services.validate(
        services.ValidationSettings.parse(
            {
                "rocrate_uri": sys.argv[1],
                "profile_identifier": "ro-crate-1.1",
                "requirement_severity": models.Severity.REQUIRED,
                "offline": True,
            }
        )
    )
issues = [f"{issue.check.identifier}: {issue.message}" for issue in result.get_issues()]
print(json.dumps({"passed": result.passed(), "issues": issues}))
