//! What can happen next, and what it does.

use super::step::{Choice, Op};
use super::world::{Object, Thread, World};

impl World {
    /// Who holds a lock.
    pub fn holder(&self, lock: usize) -> Option<usize> {
        match self.objects.get(lock) {
            Some(Some(Object::Lock { holder, .. })) => *holder,
            _ => None,
        }
    }

    fn can_run(&self, thread: &Thread) -> bool {
        match thread.op {
            Op::Lock(lock) | Op::Relock { lock, .. } => self.holder(lock).is_none(),
            Op::Join(other) => {
                let other = self.threads[other].as_ref();
                other.is_some_and(|other| other.op == Op::Ended)
            }
            Op::Park => thread.token,
            Op::Asleep { .. } | Op::Ended => false,
            _ => true,
        }
    }

    /// What can happen next. Nothing: this is an end.
    ///
    /// The machine's own choices are no way out: a program that needs a spurious wake-up to go on
    /// is stuck. But time passes by itself.
    pub fn choices(&self) -> Vec<Choice> {
        if self.failed.is_some() {
            return Vec::new();
        }
        let mut choices = Vec::new();
        let mut looks_at_clock = false;
        let there = self.threads.iter().enumerate();
        let there = there.filter_map(|(number, thread)| Some((number, thread.as_ref()?)));
        for (number, thread) in there.clone() {
            looks_at_clock |= match thread.op {
                Op::Asleep { timed, .. } | Op::Wait { timed, .. } => timed,
                Op::Clock => true,
                _ => false,
            };
            if !self.can_run(thread) {
                continue;
            }
            match thread.op {
                Op::NotifyOne(condvar) if !self.rules.longest_first => {
                    let Some(Object::Condvar { sleepers }) = &self.objects[condvar] else {
                        continue;
                    };
                    match sleepers.len() {
                        0 | 1 => choices.push(Choice::Run(number)),
                        _ => choices.extend(
                            sleepers
                                .iter()
                                .map(|&whom| Choice::Wake { by: number, whom }),
                        ),
                    }
                }
                _ => choices.push(Choice::Run(number)),
            }
        }
        // Only where somebody looks: earlier, it would come to the same.
        if looks_at_clock && self.clock_is_open() {
            choices.push(Choice::Late);
        }
        if self.spurious_left > 0 && !choices.is_empty() {
            let asleep = |thread: &Thread| matches!(thread.op, Op::Asleep { .. });
            let sleepers = there.filter(|(_, thread)| asleep(thread));
            choices.extend(sleepers.map(|(number, _)| Choice::Spurious(number)));
        }
        choices
    }

    /// Takes a step. The thread that goes on now, if one does.
    pub fn take(&mut self, choice: Choice) -> Option<usize> {
        let number = match choice {
            Choice::Run(thread) => thread,
            Choice::Wake { by, whom } => {
                self.wake(whom);
                by
            }
            Choice::Spurious(thread) => {
                self.spurious_left -= 1;
                self.wake(thread);
                return None;
            }
            Choice::Late => {
                self.make_late();
                return None;
            }
        };
        self.thread(number).fresh = None;
        match self.thread(number).op {
            Op::Lock(lock) | Op::Relock { lock, .. } => {
                if let Some(Object::Lock { holder, past }) = &mut self.objects[lock] {
                    *holder = Some(number);
                    let past = *past;
                    self.sees(number, past);
                }
                self.thread(number).fresh = Some(lock);
            }
            Op::Wait {
                condvar,
                lock,
                timed,
            } => {
                self.sees(number, "wait");
                self.falls_asleep(number, condvar, lock, timed);
                return None;
            }
            Op::NotifyOne(condvar) => {
                let first = self.sleepers(condvar).first().copied();
                if let (Choice::Run(_), Some(first)) = (choice, first) {
                    self.wake(first);
                }
                self.sees(number, "notify");
            }
            Op::NotifyAll(condvar) => {
                for sleeper in self.sleepers(condvar).clone() {
                    self.wake(sleeper);
                }
                self.sees(number, "notify");
            }
            Op::Join(other) => {
                let other = self.thread(other).seen;
                self.sees(number, other);
            }
            Op::Park => {
                self.thread(number).token = false;
                self.sees(number, "token");
            }
            Op::Unpark(other) => {
                self.thread(other).token = true;
                self.sees(number, "unpark");
            }
            Op::Clock => self.sees(number, self.late),
            Op::Start | Op::Yield => self.sees(number, "goes on"),
            // What it sees, it says itself.
            Op::Access(..) | Op::Release(_) => {}
            Op::Asleep { .. } | Op::Ended => unreachable!("nobody can choose that"),
        }
        Some(number)
    }
}
