"""Translates with Argos in an interpreter of its own; `argos.py` starts it and speaks with it, a line of JSON each way.

It runs in the environment where argostranslate is installed, knows nothing of Dabir and needs Argos and the standard
library only. What it calls is `argostranslate.translate.translate`, as everybody does who uses Argos as a library.

Argos's own splitters all fetch a model from the network. So the sentences are given: each paragraph's `sentencizer` is
asked, as always, but answers what Dabir's segmenter made of that paragraph. It costs Argos nothing, and both sides
translate the same segments.
"""

import json
import sys
import time
from importlib.metadata import version

protocol = sys.stdout
sys.stdout = sys.stderr

from argostranslate import sbd, settings, translate  # noqa: E402 - what it prints at import is not for the other side


class Given(sbd.ISentenceBoundaryDetectionModel):
    """Answers with the sentences that were given for a paragraph."""

    def __init__(self):
        self.known = {}

    def split_sentences(self, text):
        return self.known[text]


def answer(cached, given, request):
    """Translate the stories of a request; each is a list of paragraphs, each a list of sentences."""
    settings.beam_size = request["beam"]
    settings.compute_type = request["compute_type"]
    made = []
    seconds, cpu = 0.0, 0.0
    for story in request["stories"]:
        given.known = {" ".join(sentences): sentences for sentences in story}
        text = "\n".join(given.known)
        cached.cache = {}  # it remembers the last text, and here that is the same one, a round ago
        start, start_cpu = time.perf_counter(), time.process_time()
        made.append(translate.translate(text, request["source"], request["target"]).split("\n"))
        seconds += time.perf_counter() - start
        cpu += time.process_time() - start_cpu
    return {"stories": made, "seconds": seconds, "cpu": cpu}


def main():
    source, target = sys.argv[1:3]
    cached = translate.get_translation_from_codes(source, target)
    given = Given()
    cached.underlying.sentencizer = given
    for line in sys.stdin:
        request = json.loads(line)
        if request["compute_type"] != settings.compute_type:
            cached.underlying.translator = None
        reply = answer(cached, given, request)
        loaded = cached.underlying.translator
        reply["compute_type"] = loaded.compute_type
        reply["versions"] = {
            name: version(name) for name in ("argostranslate", "ctranslate2", "sentencepiece", "torch")
        }
        protocol.write(json.dumps(reply) + "\n")
        protocol.flush()


if __name__ == "__main__":
    main()
