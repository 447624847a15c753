"""Questions whose answers are remembered, and given up when something that they depend on has grown.

What flows from elsewhere (arguments into parameters, stores into containers) is collected in cells. The
cells grow in rounds: all questions of a round see the same cells, so that the order in which they are asked
makes no difference to what is collected. A question that is asked while it is being answered, or that lies
too deep, is answered by what was found for it in the round before.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from repository_indexer.resolve.values import MAX_VALUES, Result, Value, Values

MAX_DEPTH = 40
"""How many steps deep questions may lead to others."""
MAX_NESTING = 20
"""How many steps one question may take by itself, such as from type arguments to theirs."""
MAX_TIMES = 8
"""A question whose answer changes more often than this in one round is left for the next."""
MAX_CELL = 12
"""A cell into which more values than these flow is empty for good: it could be anything."""
NAME, MEMBER, ITEM, CALL, RETURNED, FRAME, YIELDED, DECORATED, STORED = range(9)
"""Kinds of questions."""
PARAMETER, FIELD, ATTRIBUTE = range(10, 13)
"""Kinds of cells: what a parameter gets, what is stored in a container, or in an attribute from outside."""
FIRST_SITE = 20
CALL_SITE, STORE_SITE, DECORATOR_SITE = range(FIRST_SITE, FIRST_SITE + 3)
"""Kinds of places in the code that let values flow into cells."""

Key = tuple[Any, ...]
"""A question, a cell or a place: its kind and what it is about."""
_UNASKED, _WORKING, _KNOWN = range(3)


class Question:
    """A question, or a place in the code that is visited as if it were one."""

    __slots__ = ("answer", "earlier", "is_due", "is_missed", "is_open", "key", "readers", "state")

    def __init__(self, key: Key) -> None:
        self.key = key
        self.state = _UNASKED
        self.answer: Result | None = None
        self.is_open = True
        """Whether the answer can still change."""
        self.is_missed = False
        """Whether it was asked when no answer could be had."""
        self.is_due = False
        """Whether it is to be asked in the next round."""
        self.earlier: Values = ()
        """What is known of it when it cannot be answered."""
        self.readers: list[Question] | None = None
        """Those whose answers depend on it."""

    def add_reader(self, reader: Question) -> None:
        """Remember that the answer to another question depends on this one."""
        if self.readers is None:
            self.readers = [reader]
        elif self.readers[-1] is not reader:
            self.readers.append(reader)

    def take_readers(self) -> list[Question]:
        """Those whose answers depend on it; they have to ask again."""
        readers, self.readers = self.readers, None
        return readers or []


_NEVER_ASKED = Question(())


class Cell:
    """What has flowed to one place."""

    __slots__ = ("flowed", "is_full", "readers", "values")

    def __init__(self) -> None:
        self.values: Values = ()
        self.flowed: dict[Value, None] | None = None
        """What has flowed in this round: into most cells nothing ever does."""
        self.is_full = False
        self.readers: list[Question] | None = None

    def take_readers(self) -> list[Question]:
        """Those whose answers depend on it; they have to ask again."""
        readers, self.readers = self.readers, None
        return readers or []


class Questions:
    """Remembers answers, what they depend on, and what has flowed into cells."""

    def __init__(self) -> None:
        self.depth = 0
        self.nesting = 0
        self._asking: Question | None = None
        """The question that is being answered."""
        self._is_open = False
        """Whether its answer, as far as it is known, can still change."""
        self._due: list[Question] = []
        """What is to be asked in the next round."""
        self._questions: dict[Key, Question | Result | None] = {}
        """Of a question whose answer is final only that."""
        self._cells: dict[Key, Cell] = {}
        self._filling: list[Cell] = []
        """The cells into which something has flowed in this round."""
        self._missed: list[Question] = []
        """The questions of which more is known now than when they were asked."""
        self._is_final = False
        """Whether nothing flows any more."""

    # -- Questions

    def work_out(self, key: Key) -> Result | None:
        """The answer to a question."""
        raise NotImplementedError

    def unknown(self, key: Key) -> Result | None:
        """The answer to a question of which nothing is known yet."""
        raise NotImplementedError

    def let_flow(self, site: Key) -> None:
        """Let flow what flows from a place in the code."""
        raise NotImplementedError

    def ask(self, key: Key) -> Result | None:
        """The answer to a question, as far as it is known; the one that is being answered depends on it."""
        question = self._questions.get(key, _NEVER_ASKED)
        if not isinstance(question, Question):
            return question
        if question is _NEVER_ASKED:
            question = self._questions[key] = Question(key)
        if question.state == _UNASKED:
            if self.depth < MAX_DEPTH:
                return self._worked_out(question)
            self._make_due(question)
            question.answer = Result(question.earlier, False) if question.earlier else self.unknown(key)
            question.is_missed = True
        if question.is_open:
            self._is_open = True
            if question.state == _WORKING:
                question.is_missed = True
            if self._asking is not None:
                question.add_reader(self._asking)
        return question.answer

    def is_working(self, key: Key) -> bool:
        """Whether a question is being answered."""
        question = self._questions.get(key)
        return isinstance(question, Question) and question.state == _WORKING

    def _worked_out(self, question: Question) -> Result | None:
        question.state, question.is_open = _WORKING, True
        question.answer = Result(question.earlier, False) if question.earlier else self.unknown(question.key)
        asking, was_open, nesting = self._asking, self._is_open, self.nesting
        self._asking, self._is_open, self.nesting = question, False, 0
        self.depth += 1
        answer = self.work_out(question.key)
        self.depth -= 1
        self._asking, self.nesting = asking, nesting
        question.state, question.answer = _KNOWN, answer
        if question.is_missed:
            question.is_missed = False
            self._is_open = True
            if answer is not None and not set(question.earlier).issuperset(answer.values):
                question.earlier = tuple(dict.fromkeys(question.earlier + answer.values))
                if len(question.earlier) > MAX_VALUES:
                    question.earlier = ()
                self._missed.append(question)
        if self._is_open:
            if asking is not None:
                question.add_reader(asking)
        else:
            question.is_open = False
            self._is_open = was_open
            self._questions[question.key] = answer
        return answer

    def deeper(self) -> None:
        """Take a step within a question, as far as `MAX_NESTING` allows."""
        self.depth += 1
        self.nesting += 1

    def shallower(self) -> None:
        """Take it back."""
        self.depth -= 1
        self.nesting -= 1

    # -- Places

    def visit(self, site: Question) -> None:
        """Let flow what flows from one place in the code."""
        site.is_due = False
        self._asking, self._is_open, self.nesting = site, False, 0
        self.let_flow(site.key)
        self._asking = None

    def _make_due(self, question: Question) -> None:
        if not question.is_due:
            question.is_due = True
            self._due.append(question)

    # -- Cells

    def cell(self, key: Key) -> Values:
        """What has flowed into a cell before this round."""
        cell = self._cells.get(key)
        if cell is None:
            if self._is_final:
                return ()
            cell = self._cells[key] = Cell()
        if self._is_final:
            return cell.values
        self._is_open = True
        asking, readers = self._asking, cell.readers
        if asking is not None:
            if readers is None:
                cell.readers = [asking]
            elif readers[-1] is not asking:
                readers.append(asking)
        return cell.values

    def takes(self, key: Key) -> bool:
        """Whether values still can flow into the cell."""
        cell = self._cells.get(key)
        return cell is None or not cell.is_full

    def flow(self, key: Key, values: Values) -> None:
        """Let values flow into a cell; they are seen from the next round on."""
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = Cell()
        if cell.is_full:
            return
        for value in values:
            if value not in cell.values:
                if cell.flowed is None:
                    cell.flowed = {}
                    self._filling.append(cell)
                cell.flowed[value] = None

    # -- Rounds

    def settle(self) -> list[Question]:
        """End the round: what has flowed is in the cells; what is to be asked and visited again."""
        grown: list[Question] = []
        given_up: list[Question] = []
        for cell in self._filling:
            cell.values += tuple(cell.flowed or ())
            cell.flowed = None
            cell.is_full = len(cell.values) > MAX_CELL
            if cell.is_full:
                cell.values = ()
            (given_up if cell.is_full else grown).extend(cell.take_readers())
        for question in self._missed:
            grown += question.take_readers()
        self._filling, self._missed = [], []
        self._give_up(given_up)
        self._renew(grown)
        due, self._due = self._due, []
        for question in due:
            question.is_due = False
            question.state = _UNASKED
        return due

    def finish(self) -> None:
        """Nothing flows any more: all answers are final, and nobody has to know what they depend on."""
        self._is_final = True
        for key, question in self._questions.items():
            if isinstance(question, Question):
                # They hold each other, and nothing looks for such circles.
                question.readers = None
                if question.state == _KNOWN:
                    self._questions[key] = question.answer
        for cell in self._cells.values():
            cell.readers = None

    def _give_up(self, questions: list[Question]) -> None:
        """Forget the answers to these questions, and to all that depend on them."""
        while questions:
            question = questions.pop()
            if question.key[0] >= FIRST_SITE:
                self._make_due(question)
            elif question.state == _KNOWN:
                question.state = _UNASKED
                questions += question.take_readers()

    def _renew(self, questions: list[Question]) -> None:
        """Answer these questions again, and those that depend on them as far as answers are others now."""
        due = deque(questions)
        waiting = set(questions)
        times: dict[Question, int] = {}
        while due:
            question = due.popleft()
            if question not in waiting:
                continue
            waiting.discard(question)
            if question.key[0] >= FIRST_SITE:
                self._make_due(question)
            elif question.state == _KNOWN:
                times[question] = times.get(question, 0) + 1
                earlier, readers = question.answer, question.take_readers()
                if times[question] <= MAX_TIMES and self._worked_out(question) != earlier:
                    due.extend(readers)
                    waiting.update(readers)
                else:
                    for reader in readers:
                        question.add_reader(reader)
