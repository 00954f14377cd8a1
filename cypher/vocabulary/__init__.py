"""The vocabulary: every word that files, store, rules and answers share, declared once.

Each word has its titles in both languages and all that it means elsewhere: what stands at an edge's
ends and which view reads it, how an identifier is compared and what it weighs, what kin are of each
other. Loaders, tags, API and sentences read it, so that a new word is one entry here. Tables that
belong to a family (points, weights of behaviours) stay with it and are held complete by
tests/contract/test_vocabulary.py.

    edges        types of edges: OWNS, GUARANTEES, ...
    identifiers  kinds of identifiers: phone, address, ...
    id_types     types of certificates and licences: resident, passport, ...
    kinship      relations: spouse, parent, ...
    roles        offices in companies; what a customer is of an account
    bases        on what control rests; by what one depends on another; verdicts on two numbers
    kinds        kinds of customers, of their owners, of exposures and groups
"""

from cypher.vocabulary.bases import (
    CONTROL_BASES,
    DEPENDENCY_BASES,
    VERDICTS,
    ControlBasis,
    DependencyBasis,
)
from cypher.vocabulary.edges import EDGE_TYPES, TIES_OF_CUSTOMERS, EdgeType, tied
from cypher.vocabulary.exposures import (
    EXPOSURE_KINDS,
    EXPOSURE_STATUSES,
    FIVE_CLASSES,
    OTHER_EXPOSURE,
    ExposureKind,
)
from cypher.vocabulary.id_types import ID_TYPES, Check, IdType
from cypher.vocabulary.identifiers import IDENTIFIER_KINDS, Form, IdentifierKind
from cypher.vocabulary.kinds import (
    CONSENT_STATUSES,
    CUSTOMER_KINDS,
    GROUP_KINDS,
    HEAD_ROLES,
    LISTED_GROUP_KINDS,
    ORGANISATIONS,
    OWNERSHIP_TYPES,
    CustomerKind,
    GroupKind,
)
from cypher.vocabulary.kinship import KIN_RELATIONS, KinRelation
from cypher.vocabulary.roles import HOLDER_ROLES, OFFICES, HolderRole, Office
from cypher.vocabulary.words import Clue, Text, Vocabulary, Weight, Word

__all__ = [
    "CONSENT_STATUSES",
    "CONTROL_BASES",
    "CUSTOMER_KINDS",
    "DEPENDENCY_BASES",
    "EDGE_TYPES",
    "EXPOSURE_KINDS",
    "EXPOSURE_STATUSES",
    "FIVE_CLASSES",
    "GROUP_KINDS",
    "HEAD_ROLES",
    "HOLDER_ROLES",
    "IDENTIFIER_KINDS",
    "ID_TYPES",
    "KIN_RELATIONS",
    "LISTED_GROUP_KINDS",
    "OFFICES",
    "ORGANISATIONS",
    "OTHER_EXPOSURE",
    "OWNERSHIP_TYPES",
    "TIES_OF_CUSTOMERS",
    "VERDICTS",
    "Check",
    "Clue",
    "ControlBasis",
    "CustomerKind",
    "DependencyBasis",
    "EdgeType",
    "ExposureKind",
    "Form",
    "GroupKind",
    "HolderRole",
    "IdType",
    "IdentifierKind",
    "KinRelation",
    "Office",
    "Text",
    "Vocabulary",
    "Weight",
    "Word",
    "tied",
]
