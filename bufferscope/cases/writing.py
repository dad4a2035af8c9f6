"""Lesson 5: writing and not writing."""

from array import array
from collections.abc import Iterator

from bufferscope.cases import LOCKED, Case, exercise


@exercise(tools=(array,), in_place=True)
def xor_in_place() -> Iterator[Case]:
    """xor_in_place(buf, key): XOR every byte of a writable buffer with the repeating key.

    In place, also on a slice of a view; buf is C-contiguous, of any format; key is not empty.
    What it returns does not matter.
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
        tr="buf nesnesinin kendisi değişmelidir: ona öge öge ya da dilime atamayla yazın. Aynı ada "
        "bağlanan yeni bir nesne, çağıran için hiçbir şeyi değiştirmez.",
        ru="Измениться должен сам объект buf: пишите в него поэлементно или присваиванием "
        "срезу. Новый объект под тем же именем для вызвавшего кода ничего не меняет.",
    )
    yield Case(
        """
        buf = bytearray(5)
        xor_in_place(buf, b"xyz")
        buf
        """,
        due=bytearray(b"xyzxy"),
        en="The key repeats: byte i of the buffer meets byte i % len(key) of the key.",
        tr="Anahtar yinelenir: tamponun i numaralı baytı, anahtarın i % len(key) numaralı baytıyla "
        "eşleşir.",
        ru="Ключ повторяется: байту номер i буфера отвечает байт номер i % len(key) ключа.",
    )
    yield Case(
        """
        buf = bytearray(2)
        xor_in_place(buf, b"longer")
        buf
        """,
        due=bytearray(b"lo"),
        en="A key longer than the buffer is used as far as the buffer goes; its size stays.",
        tr="Anahtar tampondan uzunsa yalnızca tampon kadarı kullanılır; tamponun büyüklüğü "
        "değişmez.",
        ru="Если ключ длиннее буфера, конец ключа не нужен; размер буфера не меняется.",
    )
    yield Case(
        """
        buf = bytearray(6)
        xor_in_place(memoryview(buf)[2:5], b"xy")
        buf
        """,
        due=bytearray(b"\0\0xyx\0"),
        en="Given a slice of a view, only its bytes change, and the key begins at its first byte.",
        tr="Bir görünüm dilimi verilince yalnızca onun baytları değişir; anahtar onun ilk baytında "
        "başlar.",
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
        tr="İşlem her ögeye değil, her bayta uygulanır: tampona cast('B') ile bayt bayt bakın.",
        ru="Обработать надо каждый байт, а не каждый элемент: смотрите на буфер как на байты с "
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


@exercise(in_place=True)
def redact() -> Iterator[Case]:
    """redact(buf, secret): overwrite every occurrence of secret in the bytearray with asterisks.

    The size stays; the number of occurrences is returned. They are found from left to right
    without overlap, as bytes.count does; secret is not empty.
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
        tr="Dönen değer, gizli sözün kaç kez geçtiğidir: burada biri and sözcüğünün içindedir.",
        ru="Вернуть надо число вхождений: одно из них спряталось внутри слова and.",
    )
    yield Case(
        """
        buf = bytearray(b"key=k key")
        redact(buf, b"key"), bytes(buf)
        """,
        due=(2, b"***=k ***"),
        en="An occurrence may be the very first bytes or the very last ones: find() gives 0 for "
        "the first and -1 only when there is none.",
        tr="Gizli söz en başta da en sonda da olabilir: find() baştaki için 0, yalnızca hiç yoksa "
        "-1 verir.",
        ru="Вхождение может стоять в самом начале или в самом конце: для начала find() "
        "возвращает 0, а -1 означает, что вхождений нет.",
    )
    yield Case(
        """
        buf = bytearray(b"xaaaax")
        redact(buf, b"aa"), bytes(buf)
        """,
        due=(2, b"x****x"),
        en="Occurrences may follow each other; they don't overlap, so go on behind the one found.",
        tr="Gizli söz art arda geçebilir, ama bulunan yerler örtüşmez; aramayı bulunan sözün "
        "bittiği yerden sürdürün.",
        ru="Вхождения могут идти подряд, но не перекрываются: ищите дальше сразу за найденным.",
    )
    yield Case(
        """
        buf = bytearray(b"nothing here")
        redact(buf, b"secret"), bytes(buf)
        """,
        due=(0, b"nothing here"),
        en="No occurrence: nothing changes, and the count is 0.",
        tr="Hiç geçmiyorsa bir şey değişmez ve sayı 0 olur.",
        ru="Вхождений нет: ничего не меняется, и вернуть надо 0.",
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
