"""Documents that go back to one text, as Markdown."""

from provtrack.kinship.values import Finding, Group
from provtrack.render.kin import summary, told
from provtrack.render.markdown.words import code, line


def finding(value: Finding) -> str:
    """A section a group, with its members as a list and what speaks for it."""
    return "\n\n".join([summary(value), *map(_group, value.groups)]) + "\n"


def _group(each: Group) -> str:
    members = [f"- {code(member)}" for member in each.members]
    found = [f"- {line(words)}" for words in told(each)]
    heading = f"#### {each.relation.value}, {each.score:.2f}"
    return "\n".join([heading, "", *members, "", "What speaks for it:", "", *found])
