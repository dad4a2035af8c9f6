"""Turkish search that knows ı from i, and forgives a keyboard that has neither.

Sphinx lowercases İ to two characters and I to i, so that “işlem” never finds “İşlem”, nor “ışık”
“IŞIK”. Here both sides, the index and the question, lowercase as Turkish does and then drop the
marks: they meet at “islem” and “isik”. The stemmer takes endings for suffixes that are part of the
book's own words (tampon → tampo, görünüm → gör); these words keep a stem of their own.
"""

import json
import unicodedata

from sphinx.search.tr import SearchTurkish

# The book's words that the stemmer cuts in more than one way, depending on the suffix: each with the
# other beginnings that its forms have (bellek, belleği). A word that begins so has the first as its stem.
WORDS = """
adım | alıştırma | arabellek arabelleğ | bayt | bellek belleğ | biçim | bitişik bitişiğ | boyut | çözüm
değiştirilebilir | değiştirilemez | dilim | dize | dizi | dolgu | eğitmen | fonksiyon | görünüm
hizalama | indeks | istisna | işaretçi | işlem | kıyaslama | kopya | metot metod | nesne
nitelik niteliğ | ofset | öge | ölçüm | ömür ömr | önbellek önbelleğ | referans | sağlayıcı | satır
sütun | şekil şekl | tampon | tüketici | yazılabilir
"""


def lower(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def fold(text: str) -> str:
    """Drop the marks of letters: ç ğ ı ö ş ü become c g i o s u."""
    letters = unicodedata.normalize("NFD", text)
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("ı", "i")


def stems(words: str = WORDS) -> dict[str, str]:
    """Return {folded beginning: folded stem}, the longest beginning first."""
    pairs = {}
    for line in words.replace("\n", "|").split("|"):
        for beginning in line.split():
            pairs[fold(beginning)] = fold(line.split()[0])
    return dict(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


STEMS = stems()


class Turkish(SearchTurkish):
    """Sphinx's Turkish search, with this module's lower case, folding and stems, in Python and in JavaScript."""

    js_splitter_code = r"""
var splitQuery = (query) =>
  query.toLocaleLowerCase("tr").split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
Stemmer = function () {
  const turkish = new TurkishStemmer();
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i");
  const stems = STEMS;
  this.stemWord = (word) => {
    const own = stems.find(([beginning]) => fold(word).startsWith(beginning));
    return own ? own[1] : fold(turkish.stemWord(word));
  };
};
""".replace("STEMS", json.dumps(list(STEMS.items())))

    def stem(self, word: str) -> str:
        word = lower(word)
        folded = fold(word)
        own = next((stem for start, stem in STEMS.items() if folded.startswith(start)), None)
        return own or fold(self.stemmer.stemWord(word))
