"""Lesson 5: writing and not writing."""

from array import array
from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Any

from bufferscope.cases import zoo
from bufferscope.exercises import LOCKED, Case, Drawn, Each, exercise


def _xor_in_place(buf: Any, key: bytes) -> None:
    with memoryview(buf) as view, view.cast("B") as flat:
        flat[:] = bytes(byte ^ mask for byte, mask in zip(flat, cycle(key), strict=False))


def _redact(buf: bytearray, secret: bytes) -> int:
    start, count = buf.find(secret), 0
    while start != -1:
        end = start + len(secret)
        buf[start:end] = b"*" * len(secret)
        start, count = buf.find(secret, end), count + 1
    return count


def _buffer_and_key(source: Random, size: int) -> dict[str, Any]:
    return {
        "buf": bytes(source.choices((0, 1, 97, 128, 255), k=source.randint(0, size // 2))),
        "key": bytes(source.choices((0, 1, 97, 128, 255), k=source.randint(1, 4))),
    }


def _text_and_secret(source: Random, size: int) -> dict[str, Any]:
    return {
        "buf": bytes(source.choices(b"aab*", k=source.randint(0, size // 2))),
        "secret": bytes(source.choices(b"aab*", k=source.randint(1, 3))),
    }


@exercise(tools=(array,), reference=_xor_in_place, in_place=True)
def xor_in_place() -> Iterator[Case | Each | Drawn]:
    """xor_in_place(buf, key): byte i of buf becomes its value ^ key[i % len(key)], in place.

    buf is any writable C-contiguous exporter, of any format and length and of one or more
    dimensions; key is bytes, and not empty. A view that is given stays open, and buf can grow again
    afterwards. What is returned does not matter.
    """
    yield Case(
        """
        buf = bytearray(b"abc")
        xor_in_place(buf, b"   ")
        buf
        """,
        due=bytearray(b"ABC"),
        en="buf itself must change: write into it, item by item or by a slice assignment. "
        "A new object under the same name changes nothing for the caller.",
        tr="buf nesnesinin kendisi değişmelidir. Ona öge öge ya da dilime atamayla yazın. Aynı "
        "ada bağlanan yeni bir nesne, çağıran için hiçbir şeyi değiştirmez.",
        ru="Измениться должен сам объект buf. Пишите в него поэлементно или присваиванием срезу. "
        "Новый объект под тем же именем для вызвавшего кода ничего не меняет.",
    )
    yield Case(
        """
        buf = bytearray(5)
        xor_in_place(buf, b"xyz")
        buf
        """,
        due=bytearray(b"xyzxy"),
        en="The key repeats: byte i of the buffer meets byte i % len(key) of the key.",
        tr="Anahtar baştan tekrarlanır. Tamponun i numaralı baytı, anahtarın i % len(key) "
        "numaralı baytıyla eşleşir.",
        ru="Ключ повторяется, и байту номер i буфера соответствует байт номер i % len(key) ключа.",
    )
    yield Case(
        """
        buf = bytearray(2)
        xor_in_place(buf, b"longer")
        buf
        """,
        due=bytearray(b"lo"),
        en="A key longer than the buffer is used as far as the buffer goes; its size stays.",
        tr="Anahtar tampondan uzunsa yalnızca tampon kadarı kullanılır, tamponun büyüklüğü "
        "değişmez.",
        ru="Если ключ длиннее буфера, конец ключа не нужен, а размер буфера не меняется.",
    )
    yield Case(
        """
        buf = bytearray(6)
        xor_in_place(memoryview(buf)[2:5], b"xy")
        buf
        """,
        due=bytearray(b"\0\0xyx\0"),
        en="Given a slice of a view, only its bytes change, and the key begins at its first byte.",
        tr="Bir görünüm dilimi verilince yalnızca onun baytları değişir, anahtar onun ilk "
        "baytında başlar.",
        ru="Если передан срез представления, меняются только его байты, и ключ отсчитывают от "
        "первого из них.",
    )
    yield Case(
        """
        buf = array("H", [0, 0])
        xor_in_place(buf, b"abcd")
        buf.tobytes()
        """,
        due=b"abcd",
        en="Every byte counts, not every item: look at the buffer as bytes, with cast('B').",
        tr="İşlem her ögeye değil, her bayta uygulanır. Tampona cast('B') ile bayt bayt bakın.",
        ru="Обработать надо каждый байт, а не каждый элемент. Смотрите на буфер как на байты с "
        "помощью cast('B').",
    )
    yield Case(
        """
        buf = bytearray()
        xor_in_place(buf, b"key")
        buf
        """,
        due=bytearray(),
        en="An empty buffer stays empty, without an error.",
        tr="Boş tampon boş kalır, hata da vermez.",
        ru="Пустой буфер остаётся пустым, и ошибки не возникает.",
    )
    yield Each(
        lambda: zoo.trials(
            [k for k in zoo.CONTIGUOUS if k.ndim and (k.writable or k is zoo.EMPTY)],
            """
xor_in_place(data, b"\\x81k\\xff")
memoryview(data).tobytes()
""".strip(),
            en="Every byte is to be changed, in the caller's own memory: cast('B') makes bytes from 0 "
            "to 255 of any items.",
            tr="Her bayt, çağıranın kendi belleğinde değişmelidir. cast('B') her türlü ögeyi 0 "
            "ile 255 arasında baytlara çevirir.",
            ru="Измениться должен каждый байт, в памяти вызвавшего кода. Вызов cast('B') "
            "превращает любые элементы в байты от 0 до 255.",
        )
    )
    yield Drawn(
        """
        buf = bytearray({buf})
        xor_in_place(buf, {key})
        buf
        """,
        _buffer_and_key,
        en="Work out these few bytes by hand: each byte ^ the byte of the key that it meets.",
        tr="Bu birkaç baytı elle hesaplayın. Sonuç her bayt için, bayt ^ anahtarın ona denk "
        "gelen baytıdır.",
        ru="Посчитайте эти несколько байт вручную. Каждый из них надо соединить операцией ^ с "
        "байтом ключа, который ему соответствует.",
        allowed=lambda buf, key: len(key) > 0,
    )


@exercise(reference=_redact, in_place=True)
def redact() -> Iterator[Case | Each | Drawn]:
    """redact(buf, secret): overwrite every occurrence of secret in buf with asterisks; return how many.

    buf is a bytearray, secret is bytes, of any values and not empty. Occurrences are found in what
    buf held before the call, from left to right and without overlap, as bytes.count does. The size
    of buf does not change, not even for a moment: views of it may be open. Afterwards it can grow
    again.
    """
    yield Case(
        """
        buf = bytearray(b"login: hunter2, again: hunter2;")
        count = redact(buf, b"hunter2")
        bytes(buf)
        """,
        due=b"login: *******, again: *******;",
        en="Every occurrence becomes asterisks, as many as the secret is long, in buf itself.",
        tr="buf nesnesinin kendisinde, gizli sözün geçtiği her yere, söz kaç baytsa o kadar yıldız "
        "yazılmalıdır.",
        ru="Каждое вхождение надо затереть звёздочками, по одной на байт, в самом объекте buf.",
    )
    yield Case(
        """
        redact(bytearray(b"a, a and a"), b"a")
        """,
        due=4,
        en="The number of occurrences comes back: one here is inside the word and.",
        tr="Dönen değer, gizli sözün kaç kez geçtiğidir. Burada biri and sözcüğünün içindedir.",
        ru="Вернуть надо число вхождений, и одно из них спряталось внутри слова and.",
    )
    yield Case(
        """
        buf = bytearray(b"key=k key")
        redact(buf, b"key"), bytes(buf)
        """,
        due=(2, b"***=k ***"),
        en="An occurrence may be the very first bytes or the very last ones: find() gives 0 for "
        "the first and -1 only when there is none.",
        tr="Gizli söz en başta da en sonda da olabilir. find() baştaki için 0, yalnızca hiç "
        "yoksa -1 verir.",
        ru="Вхождение может стоять в самом начале или в самом конце. Для начала find() возвращает "
        "0, а -1 означает, что вхождений нет.",
    )
    yield Case(
        """
        buf = bytearray(b"xaaaax")
        redact(buf, b"aa"), bytes(buf)
        """,
        due=(2, b"x****x"),
        en="Occurrences may follow each other; they don't overlap, so go on behind the one found.",
        tr="Gizli söz art arda geçebilir, ama bulunan yerler örtüşmez. Aramayı bulunan sözün "
        "bittiği yerden sürdürün.",
        ru="Вхождения могут идти подряд, но не перекрываются, поэтому ищите дальше сразу за "
        "найденным.",
    )
    yield Case(
        """
        buf = bytearray(b"aaa")
        redact(buf, b"aa"), bytes(buf)
        """,
        due=(1, b"**a"),
        en="Search from left to right: the first two letters are the occurrence here, and the third is "
        "left over.",
        tr="Soldan sağa arayın. Burada gizli söz ilk iki harftir, üçüncüsü artar.",
        ru="Ищите слева направо. Вхождение здесь — первые две буквы, а третья остаётся.",
    )
    yield Case(
        """
        buf = bytearray(b"nothing here")
        redact(buf, b"secret"), bytes(buf)
        """,
        due=(0, b"nothing here"),
        en="No occurrence: nothing changes, and the count is 0.",
        tr="Hiç geçmiyorsa bir şey değişmez ve sayı 0 olur.",
        ru="Вхождений нет, поэтому ничего не меняется, и вернуть надо 0.",
    )
    yield Case(
        """
        buf = bytearray(b"pin 1234")
        view = memoryview(buf)
        redact(buf, b"1234")
        bytes(view)
        """,
        due=b"pin ****",
        en="While a view is open the bytearray can't be resized, not even for a moment. Overwrite "
        "as many bytes as the secret has.",
        tr="Bir görünüm açıkken `bytearray` bir an için bile yeniden boyutlandırılamaz. Gizli söz "
        "kaç baytsa o kadar baytın üzerine yazın.",
        ru="Пока представление открыто, размер объекта `bytearray` нельзя изменить даже на "
        "миг. Записывайте ровно столько байт, сколько их в секрете.",
    )
    yield Case(
        """
        buf = bytearray(b"pin 1234")
        redact(buf, b"1234")
        buf.append(33)
        bytes(buf)
        """,
        due=b"pin ****!",
        **LOCKED,
    )
    yield Case(
        """
        buf = bytearray(b"a*b")
        redact(buf, b"*"), bytes(buf)
        """,
        due=(1, b"a*b"),
        en="The secret may hold asterisks itself, so don't search again from the beginning: what has "
        "been overwritten would be found once more, without end.",
        tr="Gizli sözün kendisinde yıldız olabilir, bu yüzden aramaya baştan başlamayın. Yoksa "
        "üzerine yazılmış olan yeniden bulunur ve aramanın sonu gelmez.",
        ru="В самом секрете могут быть звёздочки, поэтому не начинайте поиск сначала: затёртое нашлось "
        "бы снова, и так без конца.",
    )
    yield Case(
        """
        buf = bytearray(b"*aa")
        redact(buf, b"*a"), bytes(buf)
        """,
        due=(1, b"**a"),
        en="The asterisks that you wrote made a new occurrence. Only those count that were there "
        "before: go on behind the end of the one found.",
        tr="Yazdığınız yıldızlarla birlikte gizli söz bir yerde daha ortaya çıktı. Yalnızca baştan "
        "beri olanlar sayılır, aramayı bulunanın bittiği yerden sürdürün.",
        ru="Записанные вами звёздочки образовали новое вхождение. Считаются только те, что были "
        "раньше, поэтому ищите дальше за концом найденного.",
    )
    yield Case(
        """
        buf = bytearray(b"axc a.c A.C")
        redact(buf, b"a.c"), bytes(buf)
        """,
        due=(1, b"axc *** A.C"),
        en="The secret is plain bytes: a dot is a dot, and capital letters are other bytes. A regular "
        "expression needs re.escape(secret).",
        tr="Gizli söz düz baytlardan oluşur. Nokta noktadır, büyük ve küçük harfler farklı "
        "baytlardır. Düzenli ifade kullanıyorsanız re.escape(secret) gerekir.",
        ru="Секрет — это обычные байты. Точка и есть точка, а заглавные буквы — другие байты. "
        "Регулярному выражению нужен re.escape(secret).",
    )
    yield Case(
        r"""
        buf = bytearray(b"\xff\xfe\x00\n\xff\xfe")
        redact(buf, b"\xff\xfe"), bytes(buf)
        """,
        due=(2, b"**\x00\n**"),
        en="Any bytes may occur, not only text: nothing here needs decoding.",
        tr="Yalnızca metin değil, her bayt geçebilir. Burada hiçbir şeyin kodu çözülmez.",
        ru="Встретиться могут любые байты, а не только текст, поэтому декодировать ничего не надо.",
    )
    yield Case(
        """
        buf = bytearray(b"ab")
        redact(buf, b"abc"), bytes(buf)
        """,
        due=(0, b"ab"),
        en="A secret longer than the data does not occur in it.",
        tr="Veriden uzun bir gizli söz onda geçmez.",
        ru="Секрет длиннее данных в них не встречается.",
    )
    yield Drawn(
        """
        buf = bytearray({buf})
        redact(buf, {secret}), bytes(buf)
        """,
        _text_and_secret,
        en="The count must be that of bytes.count, and exactly these bytes become asterisks.",
        tr="Sayı bytes.count sonucuna eşit olmalı, yalnızca o baytlar yıldıza dönüşmelidir.",
        ru="Число должно совпадать с результатом bytes.count, и звёздочками становятся ровно эти "
        "байты.",
        allowed=lambda buf, secret: len(secret) > 0,
    )
