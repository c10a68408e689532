"""Mail as it comes back from the servers people have here; `{to}` is the return path that it came to."""

POSTFIX = """\
Return-Path: <>
Delivered-To: {to}
Date: Tue, 24 Nov 2026 10:02:11 +0700 (WIB)
From: MAILER-DAEMON@mail.tulungagung.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
 boundary="5C0A1C1C2F.1795489331/mail.tulungagung.example"
Message-Id: <20261124030211.8B1F41C1C30@mail.tulungagung.example>

This is a MIME-encapsulated message.

--5C0A1C1C2F.1795489331/mail.tulungagung.example
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<pic@dinsos.example>: host mx.dinsos.example[192.0.2.7] said: 550 5.1.1
    <pic@dinsos.example>: Recipient address rejected: User unknown (in reply to RCPT TO command)

--5C0A1C1C2F.1795489331/mail.tulungagung.example
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.tulungagung.example
Arrival-Date: Tue, 24 Nov 2026 10:02:10 +0700 (WIB)

Final-Recipient: rfc822; pic@dinsos.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.dinsos.example
Diagnostic-Code: smtp; 550 5.1.1 <pic@dinsos.example>: Recipient address
    rejected: User unknown

--5C0A1C1C2F.1795489331/mail.tulungagung.example
Content-Type: text/rfc822-headers

Message-ID: <AbC-12_x@psai.example>
Subject: ULT PSAI: tugas K7M4

--5C0A1C1C2F.1795489331/mail.tulungagung.example--
"""

POSTFIX_NO_ROUTE = POSTFIX.replace("Status: 5.1.1", "Status: 5.4.4").replace(
    "smtp; 550 5.1.1 <pic@dinsos.example>: Recipient address\n    rejected: User unknown",
    "X-Postfix; Host or domain name not found. Name service\n    error for name=dinsos.example type=MX: Host not found",
)
POSTFIX_WAITING = POSTFIX.replace("Action: failed\nStatus: 5.1.1", "Action: delayed\nStatus: 4.4.1").replace(
    "550 5.1.1", "450 4.4.1"
)
POSTFIX_TAKEN = POSTFIX.replace("Action: failed\nStatus: 5.1.1", "Action: delivered\nStatus: 2.0.0").replace(
    "550 5.1.1", "250 2.0.0"
)
POSTFIX_GIVEN_UP = POSTFIX.replace("Status: 5.1.1", "Status: 4.4.1").replace("550 5.1.1", "450 4.4.1")

EXIM = """\
Return-path: <>
Envelope-to: {to}
X-Failed-Recipients: pic@puskesmas.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@hosting.example>
To: {to}
Content-Type: multipart/report; report-type=delivery-status; boundary=1795489331-eximdsn-804289383
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender

--1795489331-eximdsn-804289383
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

  pic@puskesmas.example
    host mx.puskesmas.example [192.0.2.9]
    SMTP error from remote mail server after RCPT TO:<pic@puskesmas.example>:
    550 5.2.1 The email account that you tried to reach is disabled

--1795489331-eximdsn-804289383
Content-type: message/delivery-status

Reporting-MTA: dns; hosting.example

Action: failed
Final-Recipient: rfc822;pic@puskesmas.example
Status: 5.0.0
Remote-MTA: dns; mx.puskesmas.example
Diagnostic-Code: smtp; 550 5.2.1 The email account that you tried to reach is disabled

--1795489331-eximdsn-804289383--
"""

EXIM_OLD = """\
Return-path: <>
Envelope-to: {to}
X-Failed-Recipients: pic@puskesmas.example
From: Mail Delivery System <Mailer-Daemon@hosting.example>
To: {to}
Subject: Mail delivery failed: returning message to sender

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  pic@puskesmas.example
    mailbox is full: retry timeout exceeded
"""

EXCHANGE = """\
From: <postmaster@polres.example>
To: <{to}>
Date: Tue, 24 Nov 2026 03:02:12 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="09f2d9c1-6b0a-4c5a-9a39-0e0a6b2f0c11"
Subject: Tidak terkirim: ULT PSAI: tugas K7M4
Auto-Submitted: auto-replied
X-MS-Exchange-Message-Is-Ndr:
MIME-Version: 1.0

--09f2d9c1-6b0a-4c5a-9a39-0e0a6b2f0c11
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="2b1f2a6e-8a3f-4f62-a7ac-5a2f0c3b1d22"

--2b1f2a6e-8a3f-4f62-a7ac-5a2f0c3b1d22
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Pengiriman ke penerima atau grup ini gagal: pic@polres.example

--2b1f2a6e-8a3f-4f62-a7ac-5a2f0c3b1d22--

--09f2d9c1-6b0a-4c5a-9a39-0e0a6b2f0c11
Content-Type: message/delivery-status

Reporting-MTA: dns;SG2PR01MB1234.apcprd01.prod.exchangelabs.example
Arrival-Date: Tue, 24 Nov 2026 03:02:11 +0000

Final-Recipient: rfc822;pic@polres.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--09f2d9c1-6b0a-4c5a-9a39-0e0a6b2f0c11--
"""

GMAIL = """\
Delivered-To: {to}
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: {to}
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
In-Reply-To: <AbC-12_x@psai.example>
X-Failed-Recipients: pic.dinsos@gmail.example
Content-Type: multipart/report; boundary="0000000000005f2b7c05e0d1f3a2"; report-type=delivery-status
MIME-Version: 1.0

--0000000000005f2b7c05e0d1f3a2
Content-Type: multipart/related; boundary="0000000000005f2bac05e0d1f3a5"

--0000000000005f2bac05e0d1f3a5
Content-Type: text/html; charset="UTF-8"

<html><body>Alamat tidak ditemukan</body></html>

--0000000000005f2bac05e0d1f3a5--

--0000000000005f2b7c05e0d1f3a2
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Mon, 23 Nov 2026 19:02:12 -0800 (PST)

Final-Recipient: rfc822; pic.dinsos@gmail.example
Action: failed
Status: 5.2.2
Remote-MTA: dns; gmail-smtp-in.l.google.example. (192.0.2.26, the server for the domain gmail.example.)
Diagnostic-Code: smtp; 552-5.2.2 The recipient's inbox is out of storage space.

--0000000000005f2b7c05e0d1f3a2--
"""

INDONESIAN_ISP = """\
Received: from localhost (localhost) by smtp3.isp-nusantara.example (8.14.4/8.14.4) id 1AO32Cxx012345;
\tTue, 24 Nov 2026 10:02:12 +0700
Date: Tue, 24 Nov 2026 10:02:12 +0700
From: Mail Delivery Subsystem <MAILER-DAEMON@smtp3.isp-nusantara.example>
Message-Id: <202611240302.1AO32Cxx012345@smtp3.isp-nusantara.example>
To: <{to}>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="1AO32Cxx012345.1795489332/smtp3.isp-nusantara.example"
Subject: Returned mail: see transcript for details
Auto-Submitted: auto-generated (failure)

This is a MIME-encapsulated message

--1AO32Cxx012345.1795489332/smtp3.isp-nusantara.example

   ----- The following addresses had permanent fatal errors -----
<kepala@desa-contoh.example>
    (reason: 554 rejected due to spam URL in content)

--1AO32Cxx012345.1795489332/smtp3.isp-nusantara.example
Content-Type: message/delivery-status

Reporting-MTA: dns; smtp3.isp-nusantara.example
Arrival-Date: Tue, 24 Nov 2026 10:02:11 +0700

Final-Recipient: RFC822; kepala@desa-contoh.example
Action: failed (administratively)
Status: 5.7.1
Remote-MTA: DNS; mx.desa-contoh.example
Diagnostic-Code: SMTP; 554 rejected due to spam URL in content

--1AO32Cxx012345.1795489332/smtp3.isp-nusantara.example
Content-Type: message/rfc822

Message-ID: <AbC-12_x@psai.example>
Subject: ULT PSAI: tugas K7M4

Rujukan baru K7M4

--1AO32Cxx012345.1795489332/smtp3.isp-nusantara.example--
"""

HOLIDAY = """\
Return-Path: <>
From: PIC <pic@dinsos.example>
To: {to}
Subject: Balasan otomatis: sedang cuti sampai 550 5.1.1 hari
Auto-Submitted: auto-replied
Content-Type: text/plain; charset=utf-8

Saya sedang cuti. Status: 5.1.1 tidak berlaku di sini.
"""
ANSWER = """\
From: PIC <pic@dinsos.example>
To: {to}
Subject: Re: ULT PSAI: tugas K7M4

TERIMA K7M4
"""
