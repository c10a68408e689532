"""More replies as people write them: Javanese, spoken, mistyped, quoted, by machines; a reason where it needs one."""

from policy.reply import Instruction, Unread
from policy.words import Decline, Outcome, Verb
from tests.policy.replies import ACCEPTED, HELP, STARTED, STATUS, STOP, K, P, completed, declined, postponed

ACCEPTED_BOTH = (*ACCEPTED, Instruction(Verb.ACCEPT, P))
RESUME = (Instruction(Verb.RESUME),)
REFUSED_FULL = (declined(Decline.NO_CAPACITY),)

SAID = [
    # Javanese, polite and plain
    ("nggih kulo tampi K7M4", ACCEPTED),
    ("nggih, sampun kulo tampi K7M4", ACCEPTED),  # "sampun" is not yet an end: the strong word speaks
    ("nggeh K7M4", ACCEPTED),
    ("injeh bu K7M4", ACCEPTED),
    ("nuwun inggih K7M4", ACCEPTED),  # "yes indeed": no thanks, though NUWUN alone is
    ("nuwun sewu, tolak 2 K7M4", REFUSED_FULL),  # "excuse me"
    ("matur suwun, nggih K7M4", ACCEPTED),  # after the comma it is an answer of its own
    ("enggih kulo proses K7M4", STARTED),
    ("sampun K7M4", (completed(None),)),  # done, but with what outcome: we ask
    ("sampun rampung A K7M4", (completed(Outcome.SERVED),)),
    ("sampun beres K7M4 hasil A", (completed(Outcome.SERVED),)),
    ("wis rampung K7M4", (completed(None),)),
    ("wes beres B K7M4", (completed(Outcome.REFERRED_ON),)),
    ("wes K7M4", (completed(None),)),
    ("iyo K7M4", ACCEPTED),
    ("yo K7M4", ACCEPTED),
    ("trimo K7M4", ACCEPTED),
    ("tunda rong dino K7M4", (postponed(2),)),
    ("tunda kalih dinten K7M4", (postponed(2),)),
    ("tunda telung dino K7M4", (postponed(3),)),
    ("undur limang dino K7M4", (postponed(5),)),
    ("mulae K7M4", STARTED),
    # Slang and manners of the offices
    ("siap komandan K7M4", ACCEPTED),
    ("siap laksanakan K7M4", ACCEPTED),
    ("siap 86 K7M4", ACCEPTED),
    ("ok noted K7M4", ACCEPTED),
    ("oke gas terima K7M4", ACCEPTED),
    ("SIAPPP K7M4 !!!", ACCEPTED),
    ("Assalamualaikum, siap K7M4", ACCEPTED),
    ("Waalaikumsalam, nggih K7M4", ACCEPTED),
    ("insyaallah terima K7M4", ACCEPTED),  # here a polite yes, no "perhaps"
    ("terima k7m4 ya allah", ACCEPTED),
    ("terima k7m4 ya", ACCEPTED),
    ("Selamat pagi. Rujukan K7M4 kami terima. Terima kasih.", ACCEPTED),
    ("Yth ULT PSAI, kami Dinsos menyatakan TERIMA rujukan K7M4. Demikian", ACCEPTED),
    ("Siap pak, rujukan K7M4 kami terima dan segera kami proses", ACCEPTED),  # "segera": not begun
    ("sedang diproses K7M4", STARTED),
    ("masih proses K7M4", STARTED),
    ("kami mulai hari ini K7M4", STARTED),
    ("alhamdulillah selesai A K7M4", (completed(Outcome.SERVED),)),
    ("K7M4 sudah selesai, hasilnya A", (completed(Outcome.SERVED),)),
    ("selesai aja K7M4", (completed(None),)),
    ("SELESAI F K7M4", (completed(None),)),  # no such outcome
    ("SELESAI A+B K7M4", (completed(None),)),  # two outcomes
    ("ya udah tolak 2 K7M4", REFUSED_FULL),
    ("terima kasih tapi tolak 2 K7M4", REFUSED_FULL),
    ("tolak 4 K7M4 sudah ditangani LPA", (declined(Decline.ALREADY_SERVED),)),
    ("tolak 5 K7M4 anak tidak mau", (declined(Decline.UNWILLING),)),
    ("tolak 1 K7M4 karena bukan wilayah kami", (declined(Decline.NOT_OUR_MANDATE),)),
    ("tolak K7M4 alasannya kapasitas penuh", (declined(None),)),  # words are no digit: we ask
    ("gagal K7M4 orangnya pindah", (Instruction(Verb.FAIL, K),)),
    # Spoken to the telephone, and numbers in words
    ("terima K 7 M 4", ACCEPTED),
    ("Terima titik K7M4 titik", ACCEPTED),
    ("terima kode k7m4 titik", ACCEPTED),
    ("tolak dua K7M4", REFUSED_FULL),
    ("tolak alasan dua K7M4", REFUSED_FULL),
    ("tolak loro K7M4", REFUSED_FULL),
    ("TOLAK K7M4 dua anak", (declined(None),)),  # "two children" further on is no reason
    ("tunda tiga hari K7M4", (postponed(3),)),
    ("tunda sepuluh hari K7M4", (postponed(10),)),
    ("TUNDA dua minggu K7M4", (postponed(14),)),
    ("tunda besok K7M4", (postponed(None),)),
    ("tunda 2-3 hari K7M4", (postponed(None),)),  # which of them?
    ("tunda 1 bulan K7M4", (postponed(None),)),
    ("tunda 400 hari K7M4", (postponed(None),)),
    # Slips of the thumb, glued words, marks
    ("tetima K7M4", ACCEPTED),
    ("terma K7M4", ACCEPTED),
    ("TERIMAK7M4", ACCEPTED),
    ("k7m4terima", ACCEPTED),
    ("TERIMA_K7M4", ACCEPTED),
    ("*TERIMA* K7M4", ACCEPTED),
    ("```TERIMA K7M4```", ACCEPTED),
    ("tolka 2 K7M4", REFUSED_FULL),
    ("TOLAK(2)K7M4", REFUSED_FULL),
    ("TOLAK#2 K7M4", REFUSED_FULL),
    ("2 tolak K7M4", REFUSED_FULL),
    ("slesai A K7M4", (completed(Outcome.SERVED),)),
    ("selsai K7M4 c", (completed(Outcome.NO_CONTACT),)),
    ("tnda 2 K7M4", (postponed(2),)),
    ("mulay K7M4", STARTED),
    ("TERIMA K7M4 \U0001f44d\U0001f3fd", ACCEPTED),
    ("\u2705 TERIMA K7M4", ACCEPTED),
    ("TERIMA K7M4\n> ULT PSAI menulis tadi", ACCEPTED),  # the answer stands above what is quoted
    # Several tasks
    ("TERIMA K7M4/P3XD", ACCEPTED_BOTH),
    ("K7M4 P3XD terima semua", ACCEPTED_BOTH),
    ("K7M4 & P3XD siap", ACCEPTED_BOTH),
    ("TERIMA K7M4 dan TOLAK 2 P3XD", (*ACCEPTED, declined(Decline.NO_CAPACITY, P))),
    ("TOLAK 2 K7M4 dan P3XD", (*REFUSED_FULL, declined(Decline.NO_CAPACITY, P))),
    ("MULAI K7M4 dan SELESAI A P3XD", (*STARTED, completed(Outcome.SERVED, P))),
    ("tunda 2 K7M4, terima P3XD", (postponed(2), Instruction(Verb.ACCEPT, P))),
    ("BANTUAN K7M4, terima P3XD", (*HELP, Instruction(Verb.ACCEPT, P))),
    ("SELESAI A K7M4 B P3XD", (completed(None), completed(None, P))),  # which letter is whose: we ask
    # What changes nothing of a task
    ("tolong telpon saya K7M4", HELP),
    ("minta tolong K7M4 bingung", HELP),
    ("status K7M4 gimana", STATUS),
    ("mohon berhenti", STOP),
    ("BERHENTI pesan ini", STOP),
    ("LANJUT", RESUME),
    ("lanjutkan pesan", RESUME),
]
LEFT_ALONE = [
    # Thanks, however they are spelled
    ("makasih ya K7M4", Unread.THANKS),  # the particle belongs to the thanks: it is no YA
    ("maksih ya K7M4", Unread.THANKS),
    ("suwun yo K7M4", Unread.THANKS),
    ("matur nuwun sanget K7M4", Unread.THANKS),
    ("tq K7M4", Unread.THANKS),
    ("thanks, accept K7M4", Unread.THANKS),
    ("ya terima kasih", Unread.NO_CODE),
    ("ok siap terima kasih", Unread.NO_CODE),
    # Not yet, no longer, not at all
    ("dereng K7M4", Unread.NEGATED),
    ("dereng saged nampi K7M4", Unread.NEGATED),
    ("mboten saged K7M4", Unread.NEGATED),
    ("mboten kulo tampi K7M4", Unread.NEGATED),
    ("ora iso K7M4", Unread.NEGATED),
    ("durung iso terimo K7M4", Unread.NEGATED),
    ("emoh K7M4", Unread.NEGATED),
    ("wes tak terimo K7M4", Unread.NEGATED),  # Javanese "I have taken it", Indonesian "not": nobody can know
    ("tidak, terima K7M4", Unread.NEGATED),  # corrects something we have not heard
    ("gak jadi tolak, terima K7M4", Unread.NEGATED),
    ("iya tidak apa2 K7M4", Unread.NEGATED),
    ("tdk jd tolak K7M4", Unread.NEGATED),
    ("batal terima K7M4", Unread.NEGATED),
    ("tidak gagal K7M4", Unread.NEGATED),
    ("maaf K7M4 bukan wewenang kami", Unread.NEGATED),  # meant as TOLAK 1, and never said
    ("bukan wilayah kami tolak 1 K7M4", Unread.NEGATED),  # the ground before the keyword reads as "do not"
    ("tidak bisa terima K7M4, penuh", Unread.NEGATED),
    ("terima K7M4 bukan P3XD", Unread.NEGATED),
    ("terima K7M4, yang P3XD belum", Unread.NEGATED),
    ("anaknya belum mau K7M4", Unread.NEGATED),
    ("jangan kirim lagi", Unread.NEGATED),  # not BERHENTI: a person at the desk reads it the second time
    # Later, perhaps, unless, hearsay
    ("mangke kulo proses K7M4", Unread.UNSURE),
    ("benjing kulo mulai K7M4", Unread.UNSURE),
    ("badhe kulo mulai K7M4", Unread.UNSURE),
    ("mau proses K7M4", Unread.UNSURE),
    ("besok mulai K7M4", Unread.UNSURE),
    ("mulai besok K7M4", Unread.UNSURE),  # nothing has begun
    ("mulai Senin K7M4", Unread.UNSURE),
    ("sek yo K7M4", Unread.UNSURE),  # "wait"
    ("tunggu sebentar ok K7M4", Unread.UNSURE),
    ("terima K7M4 kecuali P3XD", Unread.UNSURE),  # would take what it leaves out
    ("terima K7M4 atau P3XD", Unread.UNSURE),
    ("kata bu Ani TERIMA K7M4", Unread.UNSURE),
    ("bu Ani bilang terima K7M4", Unread.UNSURE),
    # Questions
    ("K7M4 mulai jam berapa", Unread.QUESTION),
    ("boleh saya tolak 2 K7M4?", Unread.QUESTION),
    ("terima k7m4 kan?", Unread.QUESTION),
    ("ini siapa", Unread.NO_KEYWORD),
    ("K7M4 apa ini?", Unread.NO_KEYWORD),
    # Words of others, and of machines
    ("On Tue wrote: TERIMA K7M4", Unread.QUOTED),
    ("Pada Sel, 24 Nov ULT menulis:\n> Balas: TERIMA K7M4", Unread.QUOTED),
    ("> TERIMA K7M4", Unread.EMPTY),  # only a quotation
    ("Diteruskan: TERIMA K7M4", Unread.QUOTED),
    ("[Diteruskan] Rujukan baru K7M4 utk DINSOS. Jawab: TERIMA K7M4", Unread.QUOTED),
    ("Fwd: TERIMA K7M4", Unread.QUOTED),
    ("Balasan otomatis: pesan Anda kami terima K7M4", Unread.AUTOMATIC),
    ("Balasan otomatis: saya sedang cuti. TERIMA kasih", Unread.AUTOMATIC),
    ("Terima kasih telah menghubungi kami, K7M4 segera kami balas", Unread.AUTOMATIC),
    ("Auto-reply: OK K7M4", Unread.AUTOMATIC),
    ("I'm driving - ok K7M4", Unread.AUTOMATIC),
    ("ULT PSAI: Rujukan baru K7M4 utk DINSOS. Jawab sblm Sel 24/11 10.00 WIB", Unread.NO_KEYWORD),
    # Ordinary sentences
    ("sudah saya baca K7M4", Unread.AMBIGUOUS),  # read, not done
    ("sudah masuk K7M4", Unread.AMBIGUOUS),
    ("sudah diterima surat K7M4", Unread.AMBIGUOUS),
    ("sudah kami tindaklanjuti K7M4", Unread.AMBIGUOUS),
    ("anak K7M4 sudah di rumah", Unread.AMBIGUOUS),
    ("korban sudah di rsud K7M4", Unread.AMBIGUOUS),
    ("suratnya sudah kami terima K7M4", Unread.AMBIGUOUS),  # a letter arrived
    ("terima pesan K7M4", Unread.AMBIGUOUS),
    ("yo wes K7M4", Unread.AMBIGUOUS),
    ("proses hukum K7M4 berjalan", Unread.NO_KEYWORD),
    ("pesan diterima K7M4", Unread.NO_KEYWORD),
    ("maaf kapasitas penuh K7M4", Unread.NO_KEYWORD),
    ("monggo K7M4", Unread.NO_KEYWORD),
    ("noted K7M4", Unread.NO_KEYWORD),
    ("\U0001f44d K7M4", Unread.NO_KEYWORD),  # on what? an emoji is no word
    ("\u274c K7M4", Unread.NO_KEYWORD),
    ("hubungi saya K7M4", Unread.NO_KEYWORD),
    ("daftar K7M4", Unread.NO_KEYWORD),
    ("lanjut K7M4", Unread.NO_KEYWORD),
    ("lanjut sekolah", Unread.NO_KEYWORD),
    ("0", Unread.NO_KEYWORD),
    # Codes that are none, and two meanings
    ("TERIMA K7N4", Unread.BAD_CODE),
    ("tunda 2x24 jam K7M4", Unread.BAD_CODE),  # 2X24 looks like a code: better asked than guessed
    ("Terima K7M4A", Unread.NO_CODE),
    ("terima k tujuh m empat", Unread.NO_CODE),  # spelled out: too easily misheard
    ("TERIMA 081234567890", Unread.NO_CODE),
    ("TERIMA 24/11", Unread.NO_CODE),
    ("sampun", Unread.NO_CODE),
    ("K7M4 terima P3XD", Unread.AMBIGUOUS),  # whose keyword is it?
    ("TERIMA K7M4 P3XD selesai A", Unread.AMBIGUOUS),
    ("terima lalu selesai A K7M4", Unread.AMBIGUOUS),
    ("terima tolak 2 K7M4", Unread.AMBIGUOUS),
]
