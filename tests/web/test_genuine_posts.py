"""What Twilio truly posts, of each kind it has: none of it is taken for a forgery."""

import pytest

from web.receive import INBOUND
from web.shapes import NEEDED, unmistakable

ACCOUNT, MESSAGE, SERVICE = "AC" + "1" * 32, "SM" + "0a" * 16, "MG" + "f" * 32
OURS, THEIRS = "+6281200000099", "+6281200000011"

SMS = {
    "ToCountry": "ID",
    "ToState": "",
    "SmsMessageSid": MESSAGE,
    "NumMedia": "0",
    "ToCity": "",
    "FromZip": "",
    "SmsSid": MESSAGE,
    "FromState": "Jawa Timur",
    "SmsStatus": "received",
    "FromCity": "TULUNGAGUNG",
    "Body": "TERIMA K7M4",
    "FromCountry": "ID",
    "To": OURS,
    "ToZip": "",
    "NumSegments": "1",
    "MessageSid": MESSAGE,
    "AccountSid": ACCOUNT,
    "From": THEIRS,
    "ApiVersion": "2010-04-01",
}
IN_SERVICE = {**SMS, "MessagingServiceSid": SERVICE, "AddOns": '{"status":"successful","results":{}}'}
WHATSAPP = {
    "SmsMessageSid": MESSAGE,
    "NumMedia": "0",
    "ProfileName": "Bu Sari \U0001f338",
    "MessageType": "text",
    "SmsSid": MESSAGE,
    "WaId": "6281200000011",
    "SmsStatus": "received",
    "Body": "TERIMA K7M4",
    "To": f"whatsapp:{OURS}",
    "NumSegments": "1",
    "ReferralNumMedia": "0",
    "MessageSid": MESSAGE,
    "AccountSid": ACCOUNT,
    "From": f"whatsapp:{THEIRS}",
    "ApiVersion": "2010-04-01",
    "ChannelMetadata": '{"type":"whatsapp","data":{"context":{"ProfileName":"Bu Sari","WaId":"6281200000011"}}}',
}
MEDIA = {"NumMedia": "1", "MediaContentType0": "image/jpeg", "MediaUrl0": f"https://api.twilio.com/{MESSAGE}/Media/ME1"}
PLACE = {"Latitude": "-8.0657", "Longitude": "111.9025", "Address": "Jl. A. Yani 7", "Label": "ULT PSAI"}
BUTTON = {"MessageType": "button", "ButtonText": "Terima", "ButtonPayload": "TERIMA K7M4"}
REPLIED = {"OriginalRepliedMessageSid": MESSAGE, "OriginalRepliedMessageSender": f"whatsapp:{OURS}"}
ADVERT = {
    "ReferralBody": "Iklan",
    "ReferralHeadline": "ULT",
    "ReferralSourceId": "1",
    "ReferralSourceType": "ad",
    "ReferralSourceUrl": "https://fb.example/1",
    "ReferralCtwaClid": "x",
}
STATUS = {
    "SmsSid": MESSAGE,
    "SmsStatus": "delivered",
    "MessageStatus": "delivered",
    "To": THEIRS,
    "MessageSid": MESSAGE,
    "AccountSid": ACCOUNT,
    "From": OURS,
    "ApiVersion": "2010-04-01",
}
OVER_WHATSAPP = {
    "ChannelPrefix": "whatsapp",
    "ChannelInstallSid": "XE" + "2" * 32,
    "ChannelToAddress": "+62812000XXXX",
    "StructuredMessage": "false",
}
FAILED = {"SmsStatus": "undelivered", "MessageStatus": "undelivered", "ErrorCode": "63016"}

TEXTS = {
    "SMS": SMS,
    "SMS to a Messaging Service": IN_SERVICE,
    "opting out": {**IN_SERVICE, "Body": "STOP", "OptOutType": "STOP"},
    "an empty text": {**SMS, "Body": ""},
    "a text from a name": {**SMS, "From": "BANK-JTM_1"},
    "a text from a service number": {**SMS, "From": "3355"},
    "WhatsApp": WHATSAPP,
    "WhatsApp without a profile name": {k: v for k, v in WHATSAPP.items() if k != "ProfileName"},
    "WhatsApp with a picture": {**WHATSAPP, **MEDIA, "MessageType": "image", "Body": ""},
    "WhatsApp with a place": {**WHATSAPP, **PLACE, "MessageType": "location", "Body": ""},
    "WhatsApp with a button": {**WHATSAPP, **BUTTON, **REPLIED},
    "WhatsApp passed on": {**WHATSAPP, "Forwarded": "true", "FrequentlyForwarded": "true"},
    "WhatsApp from an advertisement": {**WHATSAPP, **ADVERT},
    "WhatsApp with a list": {**WHATSAPP, "MessageType": "interactive", "ListId": "1", "ListTitle": "Terima"},
    "WhatsApp with a form": {**WHATSAPP, "MessageType": "interactive", "InteractiveData": "{}", "FlowData": "{}"},
    "WhatsApp of a person without a number": {**WHATSAPP, "From": "whatsapp:ID.13491208655302741918", "WaId": ""},
    "WhatsApp with fields of next year": {**WHATSAPP, "ExternalUserId": "ID.1", "BSUID": "ID.1", "WABAId": "1"},
}
STATUSES = {
    "SMS": STATUS,
    "SMS with the network's word": {**STATUS, "RawDlrDoneDate": "2611241630"},
    "SMS of a Messaging Service": {**STATUS, "MessagingServiceSid": SERVICE},
    "SMS of a Messaging Service before a sender was chosen": {
        **{k: v for k, v in STATUS.items() if k != "From"},
        "MessagingServiceSid": SERVICE,
        "MessageStatus": "failed",
        "SmsStatus": "failed",
        "ErrorCode": "21610",
    },
    "SMS from a name": {**STATUS, "From": "ULT-PSAI"},
    "SMS that failed": {**STATUS, **FAILED, "ErrorCode": "30008", "ErrorMessage": "Unknown error: 30008 To +62"},
    "WhatsApp": {**STATUS, **OVER_WHATSAPP, "To": f"whatsapp:{THEIRS}", "From": f"whatsapp:{OURS}"},
    "WhatsApp that was read": {
        **STATUS,
        **OVER_WHATSAPP,
        "SmsStatus": "read",
        "MessageStatus": "read",
        "EventType": "READ",
        "To": f"whatsapp:{THEIRS}",
        "From": f"whatsapp:{OURS}",
    },
    "WhatsApp that failed": {
        **STATUS,
        **OVER_WHATSAPP,
        **FAILED,
        "EventType": "UNDELIVERED",
        "ChannelStatusMessage": "Free-form message outside of the 24h window, ErrorCode 63016",
        "ErrorMessage": "Failed to send freeform message because you are outside the allowed window.",
    },
}


@pytest.mark.parametrize("kind", TEXTS)
def test_no_text_that_the_provider_posts_is_lost(kind: str) -> None:
    assert unmistakable(TEXTS[kind].items(), NEEDED[INBOUND])


@pytest.mark.parametrize("kind", STATUSES)
def test_no_word_of_the_provider_on_a_message_is_lost(kind: str) -> None:
    assert unmistakable(STATUSES[kind].items())
