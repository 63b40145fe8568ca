"""Writes ifeval.json: what the verifiers of IFEval and IFBench say of texts of ours, for ifeval.test.ts to compare with.

Run once, with Python 3.11 and if-verifiable 0.1.2 (Apache-2.0): python ifeval.py > ifeval.json
Left out: what needs NLTK's data (number_sentences, capital_word_frequency, title_case). As in IFEval's own evaluation, an empty text follows nothing.
"""

import json
import sys

from if_verifiable.ifbench.instructions_registry import INSTRUCTION_DICT as IFBENCH
from if_verifiable.ifeval.instructions_registry import INSTRUCTION_DICT as IFEVAL

TEXTS = [
    "",
    "Bees make honey.",
    "Bees make honey, and they dance. Honey is sweet, honey is gold.",
    "bees live in hives. they make wax and honey.",
    "BEES LIVE IN HIVES. THEY MAKE WAX AND HONEY.",
    '"Bees are small insects that live together in large colonies."',
    "* Bees dance\n* Bees fly\n* Bees sleep",
    "- Bees dance\n- Bees fly",
    "Why bees matter:\r\n\r\n- Food\r\n- Flowers\r\n- Wax\r\n",
    "1. Feed them\n2. Watch them\n3. Thank them",
    "# Summary\n\nBees help.\n\n# Risks\n\nMites hurt bees.",
    "Section 1\nBees make honey.\nSection 2\nBees make wax.\nSection 3\nBees dance.",
    "SECTION 1: Bees\nSECTION 2: Wasps",
    "First part about bees.\n***\nSecond part about wasps.",
    "First part.\n***\nSecond part.\n***\nThird part.",
    "Bees are kind.******Wasps are not.",
    "Bees are kind.\n******\nBees are kind.",
    "<<The Life of Bees>>\n\nBees live in hives.",
    "A << short >> one.",
    "Dear [name], your order [number] of honey ships on [date].",
    "Buy honey at [our shop](https://example.org) today.",
    "Bees *really* like **lavender** and *thyme*.",
    "Bees are fine.\n\nP.S. Plant lavender.",
    "Bees are fine.\n\nP.P.S. Plant thyme too.",
    "Bees are fine.\n\np.s. plant lavender.",
    '{"bees": 3, "wasps": [1, 2]}',
    '```json\n{"bees": 3}\n```',
    "{bees: 3}",
    "Here it is: {\"bees\": 3}",
    "What do bees eat? Bees eat nectar and pollen, and sometimes sugar water.",
    "what do bees eat? Nectar.",
    "Any other question? Is there anything else I can help with?",
    "Any other question? IS THERE ANYTHING ELSE I CAN HELP WITH?  ",
    "My answer is yes.",
    "My answer is maybe.",
    "NASA and ESA study bees in SPACE with the ISS.",
    "However, bees sleep.\n\nTherefore we rest.\n\nHowever, not for long.",
    "In 2024 we had 12 hives and 340 bees.",
    "Honey honey honey honey.",
    "The queen lays eggs. The workers feed the queen. Drones do little.",
    "Die Bienen sammeln im Frühling den Nektar der Blüten und bringen ihn in den Stock, wo daraus Honig wird.",
    "Les abeilles récoltent le nectar des fleurs au printemps et le portent à la ruche, où il devient du miel.",
    "Las abejas recogen el néctar de las flores en primavera y lo llevan a la colmena, donde se convierte en miel.",
    "The bees collect the nectar of the flowers in spring and bring it to the hive, where it becomes honey.",
    "ミツバチは春に花の蜜を集めて巣に運び、それがはちみつになります。",
    "Wax, propolis, pollen: the hive has them all; \u00e9t\u00e9 and caf\u00e9 too.",
]

# instruction, arguments, checks of ours that together ask for the same
CASES = [
    ("keywords:existence", {"keywords": ["bees", "honey"]}, [{"check": "keywords", "keywords": ["bees", "honey"], "wholeWords": False}]),
    ("keywords:existence", {"keywords": ["caf\u00e9"]}, [{"check": "keywords", "keywords": ["caf\u00e9"], "wholeWords": False}]),
    ("keywords:frequency", {"keyword": "bees", "frequency": 2, "relation": "at least"}, [{"check": "keyword-count", "keyword": "bees", "min": 2, "wholeWords": False}]),
    ("keywords:frequency", {"keyword": "honey", "frequency": 2, "relation": "less than"}, [{"check": "keyword-count", "keyword": "honey", "max": 1, "wholeWords": False}]),
    ("keywords:forbidden_words", {"forbidden_words": ["wasps", "eat"]}, [{"check": "forbidden", "phrases": ["wasps", "eat"]}]),
    ("keywords:letter_frequency", {"letter": "e", "let_frequency": 8, "let_relation": "at least"}, [{"check": "letter-count", "letter": "e", "min": 8}]),
    ("keywords:letter_frequency", {"letter": "b", "let_frequency": 2, "let_relation": "less than"}, [{"check": "letter-count", "letter": "b", "max": 1}]),
    ("language:response_language", {"language": "de"}, [{"check": "language", "language": "de"}]),
    ("language:response_language", {"language": "fr"}, [{"check": "language", "language": "fr"}]),
    ("language:response_language", {"language": "es"}, [{"check": "language", "language": "es"}]),
    ("language:response_language", {"language": "en"}, [{"check": "language", "language": "en"}]),
    ("language:response_language", {"language": "ja"}, [{"check": "language", "language": "ja"}]),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 2}, [{"check": "divided-parts", "divider": "***", "exactly": 2}]),
    ("length_constraints:number_paragraphs", {"num_paragraphs": 3}, [{"check": "divided-parts", "divider": "***", "exactly": 3}]),
    ("length_constraints:number_words", {"num_words": 10, "relation": "at least"}, [{"check": "word-count", "min": 10}]),
    ("length_constraints:number_words", {"num_words": 6, "relation": "less than"}, [{"check": "word-count", "max": 5}]),
    ("length_constraints:nth_paragraph_first_word", {"num_paragraphs": 3, "nth_paragraph": 2, "first_word": "therefore"}, [{"check": "paragraph-count", "exactly": 3}, {"check": "paragraph-starts-with", "paragraph": 2, "text": "therefore", "ignoreCase": True}]),
    ("detectable_content:number_placeholders", {"num_placeholders": 3}, [{"check": "placeholder-count", "min": 3}]),
    ("detectable_content:number_placeholders", {"num_placeholders": 1}, [{"check": "placeholder-count", "min": 1}]),
    ("detectable_content:postscript", {"postscript_marker": "P.S."}, [{"check": "postscript", "marker": "P.S."}]),
    ("detectable_content:postscript", {"postscript_marker": "P.P.S"}, [{"check": "postscript", "marker": "P.P.S"}]),
    ("detectable_format:number_bullet_lists", {"num_bullets": 3}, [{"check": "bullet-count", "exactly": 3}]),
    ("detectable_format:number_bullet_lists", {"num_bullets": 2}, [{"check": "bullet-count", "exactly": 2}]),
    ("detectable_format:constrained_response", {}, [{"check": "keywords", "keywords": ["My answer is yes.", "My answer is no.", "My answer is maybe."], "require": "any"}]),
    ("detectable_format:number_highlighted_sections", {"num_highlights": 2}, [{"check": "highlight-count", "min": 2}]),
    ("detectable_format:multiple_sections", {"section_spliter": "Section", "num_sections": 3}, [{"check": "section-count", "label": "Section", "min": 3}]),
    ("detectable_format:multiple_sections", {"section_spliter": "SECTION", "num_sections": 2}, [{"check": "section-count", "label": "SECTION", "min": 2}]),
    ("detectable_format:json_format", {}, [{"check": "json"}]),
    ("detectable_format:title", {}, [{"check": "title"}]),
    ("combination:two_responses", {}, [{"check": "divided-parts", "divider": "******", "exactly": 2, "differ": True}]),
    ("combination:repeat_prompt", {"prompt_to_repeat": "What do bees eat?"}, [{"check": "repeats", "text": "What do bees eat?"}]),
    ("startend:end_checker", {"end_phrase": "Is there anything else I can help with?"}, [{"check": "ends-with", "text": "Is there anything else I can help with?", "ignoreCase": True}]),
    ("change_case:english_capital", {}, [{"check": "letter-case", "case": "upper"}, {"check": "language", "language": "en"}]),
    ("change_case:english_lowercase", {}, [{"check": "letter-case", "case": "lower"}, {"check": "language", "language": "en"}]),
    ("punctuation:no_comma", {}, [{"check": "forbidden-characters", "characters": ","}]),
    ("startend:quotation", {}, [{"check": "quoted"}]),
    ("count:word_count_range", {"min_words": 3, "max_words": 9}, [{"check": "word-count", "min": 3, "max": 9}]),
    ("count:unique_word_count", {"N": 9}, [{"check": "unique-word-count", "min": 9}]),
    ("count:numbers", {"N": 3}, [{"check": "number-count", "exactly": 3}]),
    ("count:numbers", {"N": 0}, [{"check": "number-count", "exactly": 0}]),
    ("words:repeats", {"small_n": 1}, [{"check": "word-repeats", "max": 1}]),
    ("words:repeats", {"small_n": 3}, [{"check": "word-repeats", "max": 3}]),
    ("sentence:keyword", {"word": "honey", "N": 1}, [{"check": "sentence-contains", "sentence": 1, "keyword": "honey"}]),
    ("sentence:keyword", {"word": "they", "N": 2}, [{"check": "sentence-contains", "sentence": 2, "keyword": "they"}]),
    ("format:no_whitespace", {}, [{"check": "regex", "pattern": "\\s", "match": "nowhere"}]),
]


def verdict(name, arguments, text):
    verifier = (IFEVAL if name in IFEVAL else IFBENCH)[name](name)
    verifier.build_description(**arguments)
    return "1" if text.strip() and verifier.check_following(text) else "0"


cases = [
    {"instruction": name, "arguments": arguments, "checks": checks, "follows": "".join(verdict(name, arguments, text) for text in TEXTS)}
    for name, arguments, checks in CASES
]
json.dump({"madeBy": "ifeval.py with if-verifiable 0.1.2", "texts": TEXTS, "cases": cases}, sys.stdout, indent=2, ensure_ascii=False)
print()
