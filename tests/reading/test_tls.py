"""In confidence: the name is what is certified and asked for, though the connection goes to a number."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.errors import NotReached
from app.reading.fetch import Fetcher
from app.reading.network import exchange
from app.reading.network.asking import Manners
from app.reading.network.guard import Network
from reading import site as sites
from reading.site import Page, Site

HOST = "news.example"
BRISK = Manners(delay=0, backoff=0.01)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For HOST, by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def secured(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with sites.serving(context) as site:
        site.put("/", Page(b"words"))
        yield site


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The certificate is one of those that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    exchange.trusted.cache_clear()
    yield
    exchange.trusted.cache_clear()


def got(site: Site, host: str) -> bytes:
    local = Network(allow_local=True, resolver=lambda _host, _port: ["127.0.0.1"])
    port = site.host.partition(":")[2]
    return Fetcher(manners=BRISK, network=local).get(f"https://{host}:{port}/").body


@pytest.mark.usefixtures("trusted")
def test_the_certificate_has_to_be_the_names(secured: Site) -> None:
    assert got(secured, HOST) == b"words"
    with pytest.raises(NotReached, match=r"has a certificate that is not trusted \(Hostname mismatch"):
        got(secured, "other.example")


def test_nobody_is_believed_on_his_own_word(secured: Site) -> None:
    with pytest.raises(NotReached, match="self-signed certificate"):
        got(secured, HOST)
    assert not secured.asked
