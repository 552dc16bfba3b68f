"""Spellings that people and papers use for actors that the program knows nothing about.

`KNOWN` was at hand while the comparison was written; `HELD_OUT` was written down before and is
only ever measured, so that the share found says something about names nobody thought of.
"""

from __future__ import annotations

from typing import TypeAlias

Spellings: TypeAlias = dict[str, tuple[str, tuple[str, ...]]]
"""By id: the one name that is stored, and what is asked for."""

KNOWN: Spellings = {
    "jumblatt": (
        "Walid Jumblatt",
        ("وليد جنبلاط", "Валид Джумблат", "וליד ג'ונבלאט", "Joumblatt", "Γουαλίντ Τζουμπλάτ"),
    ),
    "jolani": (
        "Abu Mohammad al-Jolani",
        ("أبو محمد الجولاني", "אבו מוחמד אל-ג'ולאני", "Абу Мухаммад аль-Джулани", "Colani"),
    ),
    "geagea": ("Samir Geagea", ("سمير جعجع", "סמיר ג'עג'ע", "Самир Джааджаа", "Samir Jaajaa")),
    "qaani": ("Esmail Qaani", ("اسماعیل قاآنی", "Исмаил Каани", "אסמאעיל קאאני", "Esmaïl Ghani")),
    "zelensky": (
        "Володимир Зеленський",
        ("Zelenskyy", "Selenskyj", "Ζελένσκι", "זלנסקי", "زيلينسكي", "Zelensky, Volodymyr"),
    ),
    "xi": ("习近平", ("Xi Jinping", "Си Цзиньпин", "Xi Jin Ping", "習近平")),
    "venizelos": ("Ελευθέριος Βενιζέλος", ("Venizelos", "Vénizélos", "Венизелос", "Venizélos")),
    "kadyrov": ("Ramzan Kadyrov", ("Рамзан Кадыров", "قديروف", "Kadırov", "Καντίροφ", "קדירוב")),
    "ocalan": ("Abdullah Öcalan", ("Ocalan", "Оджалан", "أوجلان", "אוג'לאן", "Οτζαλάν")),
    "barghouti": ("مروان البرغوثي", ("Marwan Barghouti", "Barghouthi", "ברגותי", "Баргути")),
    "prigozhin": (
        "Евгений Пригожин",
        ("Prigozhin", "Prigoschin", "Prigojine", "بريغوجين", "פריגוז'ין", "Πριγκόζιν"),
    ),
    "nasr": ("Hassan Nasrallah", ("nasralah", "nassrallah", "Hasan Nasralla", "نصرالله")),
}

HELD_OUT: Spellings = {
    "dahlan": (
        "Mohammed Dahlan",
        ("محمد دحلان", "מוחמד דחלאן", "Мухаммед Дахлан", "Mohamed Dahlane", "Νταχλάν"),
    ),
    "dbeibah": (
        "عبد الحميد الدبيبة",
        ("Abdul Hamid Dbeibah", "Dbeiba", "Дбейба", "Abdelhamid Dbeibeh", "Ντμπέιμπα"),
    ),
    "burhan": (
        "Abdel Fattah al-Burhan",
        ("عبد الفتاح البرهان", "אל-בורהאן", "Бурхан", "Abdelfattah al-Bourhane"),
    ),
    "jibril": (
        "Ahmed Jibril",
        ("أحمد جبريل", "אחמד ג'יבריל", "Ахмед Джибриль", "Ahmad Dschibril", "Cibril"),
    ),
    "wagner": ("ЧВК Вагнер", ("Wagner", "Vagner", "فاغنر", "וגנר", "Βάγκνερ")),
    "shoigu": (
        "Сергей Шойгу",
        ("Sergei Shoigu", "Schoigu", "Choïgou", "شويغو", "שויגו", "Σόιγκου"),
    ),
    "deng": ("邓小平", ("Deng Xiaoping", "Дэн Сяопин", "鄧小平", "Deng Xiao-ping")),
    "karamanlis": (
        "Κωνσταντίνος Καραμανλής",
        ("Karamanlis", "Caramanlis", "Караманлис", "كارامانليس", "Konstantinos Karamanlís"),
    ),
    "cavusoglu": (
        "Mevlüt Çavuşoğlu",
        ("Cavusoglu", "Чавушоглу", "تشاووش أوغلو", "Tschawuschoglu", "צ'בושאולו"),
    ),
    "rafsanjani": (
        "اکبر هاشمی رفسنجانی",
        ("Rafsanjani", "Rafsandjani", "Рафсанджани", "רפסנג'אני", "Hashemi Rafsandschani"),
    ),
    "netanyahu": (
        "בנימין נתניהו",
        ("Netanyahu", "Нетаньяху", "نتنياهو", "Netanjahu", "Νετανιάχου", "Nétanyahou"),
    ),
    "aoun": ("Michel Aoun", ("ميشال عون", "מישל עאון", "Мишель Аун", "Mishal Awn")),
    "tshisekedi": ("Félix Tshisekedi", ("Чисекеди", "تشيسيكيدي", "Tchisekedi", "Tschisekedi")),
    "machar": ("Riek Machar", ("رياك مشار", "Риек Мачар", "Riak Matschar")),
}
