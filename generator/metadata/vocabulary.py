"""The words that portals agreed on: media types, and the lists of the European publications office."""

from __future__ import annotations

from dataclasses import dataclass

EU = "http://publications.europa.eu/resource/authority"
IANA = "https://www.iana.org/assignments/media-types"
CREATIVE_COMMONS = "https://creativecommons.org/"

PUBLIC = f"{EU}/access-right/PUBLIC"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_METADATA = "http://www.w3.org/ns/csvw"


@dataclass(frozen=True, slots=True)
class MediaType:
    """A kind of file: its name at IANA, and in the European list of file types if that knows it."""

    name: str
    eu: str = ""

    @property
    def iana(self) -> str:
        """Its address in IANA's register."""
        return f"{IANA}/{self.name}"

    @property
    def file_type(self) -> str:
        """Its address in the European list, empty where it is not in it."""
        return f"{EU}/file-type/{self.eu}" if self.eu else ""


MEDIA_TYPES = {
    ".csv": MediaType("text/csv", "CSV"),
    ".geojson": MediaType("application/geo+json", "GEOJSON"),
    ".json": MediaType("application/json", "JSON"),
    ".sqlite": MediaType("application/vnd.sqlite3"),
    ".xlsx": MediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".zip": MediaType("application/zip", "ZIP"),
}

# By the language codes that packages use: the three letters of the European list.
LANGUAGES = {
    "bg": "BUL", "ca": "CAT", "cs": "CES", "cy": "CYM", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG",
    "es": "SPA", "et": "EST", "eu": "EUS", "fi": "FIN", "fr": "FRA", "fy": "FRY", "ga": "GLE", "gl": "GLG",
    "hr": "HRV", "hu": "HUN", "is": "ISL", "it": "ITA", "lb": "LTZ", "lt": "LIT", "lv": "LAV", "mt": "MLT",
    "nb": "NOB", "nl": "NLD", "nn": "NNO", "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV",
    "sv": "SWE",
}  # fmt: skip

# The list of themes, which is closed. A package of this format is about areas and what public bodies
# plan for them: where it names no theme itself, "regions and cities" is true of all of them.
THEMES = {
    "AGRI": "Agriculture, fisheries, forestry and food",
    "ECON": "Economy and finance",
    "EDUC": "Education, culture and sport",
    "ENER": "Energy",
    "ENVI": "Environment",
    "GOVE": "Government and public sector",
    "HEAL": "Health",
    "INTR": "International issues",
    "JUST": "Justice, legal system and public safety",
    "REGI": "Regions and cities",
    "SOCI": "Population and society",
    "TECH": "Science and technology",
    "TRAN": "Transport",
}
DEFAULT_THEME = "REGI"

# How often data is renewed, in the European list.
FREQUENCIES = frozenset(
    {
        "ANNUAL",
        "ANNUAL_2",
        "ANNUAL_3",
        "BIENNIAL",
        "BIMONTHLY",
        "DAILY",
        "IRREG",
        "MONTHLY",
        "NEVER",
        "QUARTERLY",
        "TRIENNIAL",
        "WEEKLY",
    }
)


def language(code: str) -> str:
    """The address of a language in the European list, empty where we do not know it."""
    return f"{EU}/language/{LANGUAGES[code]}" if code in LANGUAGES else ""


def licence(url: str) -> str:
    """The address that stands for a Creative Commons licence, empty for any other."""
    secure = url.replace("http://", "https://", 1)
    if not secure.startswith(CREATIVE_COMMONS):
        return ""
    parts = secure.removeprefix(CREATIVE_COMMONS).split("/")[:3]
    return f"{CREATIVE_COMMONS}{'/'.join(parts)}/" if len(parts) == 3 and all(parts) else ""
