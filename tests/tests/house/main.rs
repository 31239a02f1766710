//! What can be seen of the house without running it: the book leads nowhere that is not there,
//! a planted bug is one mistake, what ships is std alone, one source serves std and loom, no two
//! files import each other, the exercises have their files, the contract's table is what its
//! tests run, a model has an imp or says why not, and the pages that name models and promises name
//! all of them.

mod book;
mod bugs;
mod circles;
mod cross_check;
mod dependencies;
mod exercises;
mod explorer;
mod models;
mod promises;
mod seam;
mod table;
