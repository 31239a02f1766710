//! Which models a chapter has, as its `tests/loom.rs` lists them.

/// The group and the name of each model in `tests! { channels: one, another; pools: a_third }`.
pub fn groups(loom: &str) -> Vec<(String, String)> {
    let list = loom.split_once("tests! {").map_or("", |(_, list)| list);
    let list = list.split('}').next().unwrap_or_default();
    let groups = list.split(';').filter_map(|group| group.split_once(':'));
    let pairs = groups.flat_map(|(group, models)| {
        let models = models.split(',').map(str::trim);
        let models = models.filter(|model| !model.is_empty());
        models.map(|model| (group.trim().to_owned(), model.to_owned()))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::groups;

    #[test]
    fn each_model_is_in_its_group() {
        let loom =
            "use x;\n\nseam::tests! {\n    a:\n        one,\n        two;\n    b: three,\n}\n";
        let found = groups(loom);
        let found: Vec<_> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, [("a", "one"), ("a", "two"), ("b", "three")]);
        assert!(groups("nothing").is_empty());
    }
}
