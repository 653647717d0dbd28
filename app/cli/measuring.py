"""The commands that tell, and improve, how good extraction is; none of them needs a database."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.benching import asked_sizes, benched
from app.cli.benching_pages import pages_benched
from app.cli.benching_readers import readers_benched
from app.cli.benching_site import site_benched
from app.cli.calibrating import calibrated
from app.cli.correcting import remeasured
from app.cli.evaluating import Wanted, evaluated, timed
from app.cli.extracting import cores, extracted
from app.cli.imagining import imagined
from app.cli.measuring_others import measured
from app.cli.options import Workers, commands, settings
from app.cli.telling import FAILED, told
from app.cli.training import trained, trained_worth
from app.errors import BadInput
from app.settings import place


@commands.command()
def extract(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help='Lines with "id" and "text"; - is standard input.')
    ],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="File to write; - is standard output.")],
    *,
    workers: Workers = None,
) -> None:
    """Extract statements from texts (.jsonl) into a file of the same order, without any database.

    Each line written has the "id" and "text" given and "statements": content, cue and speaker as
    [start, end) in code points of that very text, the speaker's name, kind, confidence, rule, the
    countries the words are about and when they were said, as printed; a line with "published", a day,
    lets weekdays be told. A line that cannot be read is named, stops no other, and makes the
    exit code 1. The file is put in place when all of it is written.

    For example:

    - `cuttings extract articles.jsonl statements.jsonl --workers 4`
    """
    with told():
        if extracted(source, target, workers or cores(), settings().article_limit):
            raise typer.Exit(FAILED)


@commands.command()
def evaluate(  # noqa: PLR0913 - a command's options
    gold: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="GOLD",
            help="Corpora (.jsonl), readers' notes (.gold.json), marked articles (.txt).",
            show_default=False,
        ),
    ] = None,
    *,
    corrections: Annotated[
        Path | None,
        typer.Option(metavar="DATABASE", help="Measure on what editors judged in a database instead."),
    ] = None,
    of: Annotated[
        str, typer.Option(help="What is measured: statements, or one of those that a wrong word lists.")
    ] = "statements",
    articles: Annotated[
        Path | None, typer.Option(help="Folder of the articles that notes are about; else the seeds.")
    ] = None,
    workers: Workers = None,
    fold: Annotated[
        int | None, typer.Option(min=0, max=9, help="Only this tenth, by a digest of the documents' ids.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first documents of each set.")] = None,
    beliefs: Annotated[
        bool, typer.Option("--beliefs", help="Ask for beliefs, wishes and decisions too, not speech alone.")
    ] = False,
    predicted: Annotated[
        Path | None, typer.Option(help="Statements already extracted, in place of extracting now.")
    ] = None,
    beside: Annotated[
        list[str] | None, typer.Option(help="Another extractor to measure in the same run: textacy, marks.")
    ] = None,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Show whether confidence says how often we are right.")
    ] = False,
    speed: Annotated[bool, typer.Option("--speed", help="Measure only how fast extraction is.")] = False,
    to_json: Annotated[Path | None, typer.Option("--json", help="File for all figures.")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Fail where a figure is below its floor.")] = False,
    raising: Annotated[
        bool, typer.Option("--raise", help="Raise floors to what is measured; none is ever lowered.")
    ] = False,
    floors: Annotated[
        Path | None, typer.Option(help="File of floors; else the nearest floors.toml above the gold.")
    ] = None,
) -> None:
    """Compare what extraction finds with what careful readers found, and print the figures.

    Beliefs, wishes and decisions that gold marks as such count neither way.

    For example:

    - `cuttings evaluate tests/golden/gum_news.jsonl tests/golden/0*.gold.json`
    - `cuttings evaluate tests/golden/styles/*.txt --reliability`
    - `cuttings evaluate corpus.jsonl --fold 1 --limit 40 --beside textacy --beside marks --json figures.json`
    - `cuttings evaluate tests/golden/gum_news.jsonl --gate`
    - `cuttings evaluate tests/golden/gum_news.jsonl --speed`
    - `cuttings evaluate --of countries tests/golden/countries.tsv --gate`
    - `cuttings evaluate --of speakers tests/golden/0*.gold.json` (whose statements stand on one page)
    - `cuttings evaluate --of check tests/golden/check.json` (is this quote in here?)
    - `cuttings evaluate --of worth train.jsonl dev.jsonl` (the last is measured, others stand beside it)
    - `cuttings evaluate --corrections cuttings.db` (what was found when it was judged, and what is found now)
    """
    with told():
        if gold and corrections:
            raise BadInput("Measure on gold or on what editors judged, not both at once.")
        if corrections is not None:
            remeasured(corrections, to_json)
            return
        if not gold:
            raise BadInput("Name the gold to measure on, or a database with --corrections.")
        wanted = Wanted(
            of=of,
            gold=tuple(gold),
            articles=articles or place("seeds"),
            threshold=settings().display_threshold,
            workers=workers or cores(),
            beliefs=beliefs,
            fold=fold,
            limit=limit,
            predicted=predicted,
            beside=tuple(beside or ()),
            reliability=reliability,
            json=to_json,
            gate=gate,
            raising=raising,
            floors=floors,
        )
        if speed:
            timed(wanted)
        elif (evaluated if of == "statements" else measured)(wanted):
            raise typer.Exit(FAILED)


@commands.command()
def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Corpora (.jsonl), as for evaluate.")],
    *,
    to: Annotated[Path, typer.Option(help="Folder to write the weights into.")],
    minutes: Annotated[float, typer.Option(min=0.1, help="How long to train.")] = 60,
    processes: Annotated[int, typer.Option(min=1, help="Processes of one thread each.")] = 2,
    begin: Annotated[
        Path | None, typer.Option("--from", help="Float weights (pass-N.pt) of an earlier run to go on from.")
    ] = None,
) -> None:
    """Train the tagger on annotated articles. Needs the extra: pip install 'cuttings[train]'.

    Tenths 0 and 1 of each corpus, by a digest of the documents' ids, are left out: they are for measuring.

    For example:

    - `cuttings train corpus.jsonl --minutes 60 --to weights/`
    """
    with told():
        missing = [str(path) for path in (*gold, begin) if path is not None and not path.is_file()]
        if missing:
            raise BadInput(f"There is no file {', '.join(missing)}.")
        trained(gold, to, minutes, processes, begin)


@commands.command()
def train_worth(
    sentences: Annotated[
        Path, typer.Argument(metavar="SENTENCES", help='Lines with "text" and "label", 1 for worth checking.')
    ],
    *,
    to: Annotated[Path, typer.Option(help="File to write the weights into (.tsv).")],
    without: Annotated[
        list[Path] | None, typer.Option(help="Sentences to leave out, because they are measured on.")
    ] = None,
) -> None:
    """Fit check-worthiness to labelled sentences. Needs the extra: pip install 'cuttings[train]'.

    For example:

    - `cuttings train-worth train.jsonl --without dev.jsonl --to app/extract/model/check_worthiness.tsv`
    """
    with told():
        trained_worth(sentences, tuple(without or ()), to)


@commands.command()
def calibrate(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD", help="Whole gold, as for evaluate: corpora, notes, articles."),
    ],
    *,
    to: Annotated[Path, typer.Option(help="File to write the weights into (.json).")],
    fold: Annotated[
        int, typer.Option(min=0, max=9, help="The tenth of each corpus (.jsonl) that is read.")
    ] = 1,
) -> None:
    """Fit how sure extraction is of a statement to how often it is right on gold it was not trained on.

    For example:

    - `cuttings calibrate corpus.jsonl tests/golden/styles/*.txt --to app/extract/model/confidence.json`
    """
    with told():
        calibrated(gold, place("seeds"), to, fold)


@commands.command()
def bench(  # noqa: PLR0913 - each is an option of the command line
    part: Annotated[
        str,
        typer.Argument(
            metavar="PART", help="What to measure: matches, ingest, pages, site, readers or writing."
        ),
    ],
    *,
    sizes: Annotated[
        str, typer.Option(help="Statements, or articles, in the archive, one size after another.")
    ] = "1000,10000",
    kill: Annotated[
        int, typer.Option(min=0, help="How many times to kill an ingestion, which is then to end the same.")
    ] = 0,
    rounds: Annotated[int, typer.Option(min=1, help="How often each page is asked for.")] = 9,
    only: Annotated[str, typer.Option(help="Ask only for addresses that hold this.")] = "",
    archives: Annotated[
        Path | None,
        typer.Option(help="Folder in which made-up archives are kept, as SIZE.db, and used again."),
    ] = None,
    report: Annotated[Path | None, typer.Option("--json", help="File to write all figures to.")] = None,
) -> None:
    """Measure what a part costs as the archive grows: processor time, memory, size of the database.

    Of ingestion: with one worker and with two, and the same again, which should cost next to nothing.
    Of pages: every address of the site over a made-up archive, beside what it cannot cost less than.
    Of readers: how long they wait by the clock, alone and while one worker ingests at low priority.
    Of the site: its start, memory and throughput, Datasette on the same file, and what each table weighs.

    For example:

    - `cuttings bench matches --sizes 1000,10000,100000`
    - `cuttings bench ingest --sizes 10000 --kill 10`
    - `cuttings bench pages --sizes 100000,1000000 --json pages.json`
    - `cuttings bench site --sizes 1000000 --archives made`
    - `cuttings bench readers --sizes 1000000 --archives made`
    - `cuttings bench writing --sizes 300 --archives made`
    """
    with told():
        if part == "pages":
            pages_benched(asked_sizes(part, sizes), rounds, only, archives, report)
        elif part == "site":
            site_benched(asked_sizes(part, sizes), archives, report)
        elif part == "readers":
            readers_benched(asked_sizes(part, sizes), archives, report)
        else:
            benched(part, sizes, kill, archives)


@commands.command()
def imagine(
    target: Annotated[
        Path, typer.Argument(metavar="OUT", help="File to write (.jsonl); - is standard output.")
    ],
    *,
    articles: Annotated[int, typer.Option(min=1, help="How many.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed imagines the same articles.")] = 1,
) -> None:
    """Write articles that nobody printed, to try an archive with: outlets, dates, countries, topics, copies.

    For example:

    - `cuttings imagine news.jsonl --articles 200 && cuttings ingest news.jsonl`
    """
    with told():
        imagined(target, articles, seed)
