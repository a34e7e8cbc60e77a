//! Participatory-budgeting elections in the Pabulib format (`.pb`): sections META, PROJECTS and VOTES of lines whose
//! fields are separated by semicolons.

use crate::Failure;
use ostrakon_record::{
    manifest::{Contest, ContestOption, Rule, SumLimit},
    text::Text,
};
use std::{collections::BTreeMap, fs, path::Path};

/// A real election.
#[derive(Clone, Debug)]
pub struct PabulibElection {
    /// Title from the file's description.
    pub title: Text,
    /// The only contest.
    pub contest: Contest,
    /// Every voter's values of the options, in the contest's order.
    pub votes: Vec<Vec<u32>>,
    /// The published counts, in the contest's order: votes, or points where votes are cumulative.
    pub published: Vec<u64>,
}

struct Section {
    columns: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Section {
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// Reads a file.
///
/// # Errors
/// Line and reason of what cannot be read or used.
pub fn read(path: &Path) -> Result<PabulibElection, Failure> {
    let hint = "the file must be a Pabulib file of vote type choose-1, approval or cumulative";
    let source = fs::read_to_string(path)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
    parse(&source).map_err(|reason| Failure::wrong(format!("{}: {reason}", path.display()), hint))
}

/// Parses a file's text.
///
/// # Errors
/// Line and reason of what cannot be used.
pub fn parse(source: &str) -> Result<PabulibElection, String> {
    let mut sections = sections(source)?;
    let mut take = |name: &str| {
        sections
            .remove(name)
            .ok_or_else(|| format!("there is no section {name}"))
    };
    let (meta, projects, votes) = (take("META")?, take("PROJECTS")?, take("VOTES")?);
    let meta: BTreeMap<String, String> = meta
        .rows
        .into_iter()
        .filter_map(|(_, mut row)| (row.len() >= 2).then(|| (row.remove(0), row.remove(0))))
        .collect();
    let text = |key: &str| {
        meta.get(key)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    };
    let language = text("language").unwrap_or("en").to_ascii_lowercase();
    let vote_type = text("vote_type").ok_or("META: there is no vote_type")?;
    let cumulative = vote_type == "cumulative";
    let rule = rule(&meta, vote_type, projects.rows.len())?;

    let column = |name: &str| {
        projects
            .column(name)
            .ok_or_else(|| format!("PROJECTS: there is no column {name}"))
    };
    let (id, name, count) = (
        column("project_id")?,
        column("name")?,
        column(if cumulative { "score" } else { "votes" })?,
    );
    let mut options = Vec::new();
    let mut published = Vec::new();
    for (line, row) in &projects.rows {
        let field = |column: usize| {
            row.get(column)
                .ok_or_else(|| format!("line {line}: fields are missing"))
        };
        options.push(ContestOption::new(
            field(id)?,
            Text::single(&language, field(name)?),
        ));
        published.push(
            field(count)?
                .parse()
                .map_err(|_| format!("line {line}: the published count is no number"))?,
        );
    }
    let positions: BTreeMap<&str, usize> = options
        .iter()
        .enumerate()
        .map(|(position, option)| (option.id.as_str(), position))
        .collect();
    if positions.len() < options.len() {
        return Err("PROJECTS: two projects have the same project_id".to_owned());
    }
    let votes = read_votes(&votes, &positions, cumulative, rule)?;
    let unit = text("subunit").or_else(|| text("unit")).unwrap_or("Projects");
    let contest = Contest::new("projects", Text::single(&language, unit), rule, options);
    let title = Text::single(&language, text("description").unwrap_or("Participatory budget"));
    Ok(PabulibElection {
        title,
        contest,
        votes,
        published,
    })
}

fn rule(meta: &BTreeMap<String, String>, vote_type: &str, projects: usize) -> Result<Rule, String> {
    let number = |key: &str| -> Result<Option<u32>, String> {
        meta.get(key)
            .filter(|value| !value.is_empty())
            .map(|value| {
                value
                    .parse()
                    .map_err(|_| format!("META: {key} is no number: {value:?}"))
            })
            .transpose()
    };
    let most = u32::try_from(projects).map_err(|_| "there are too many projects")?;
    Ok(match vote_type {
        "choose-1" => Rule::Choose {
            minimum: 1,
            maximum: 1,
            blank: false,
        },
        "approval" => Rule::Choose {
            minimum: number("min_length")?.unwrap_or(1),
            maximum: number("max_length")?.unwrap_or(most).min(most),
            blank: false,
        },
        "cumulative" => {
            let maximum = number("max_sum_points")?.ok_or("META: there is no max_sum_points")?;
            let bound = number("max_points")?.unwrap_or(maximum);
            Rule::Score {
                bound,
                sum: Some(SumLimit {
                    minimum: number("min_sum_points")?.unwrap_or(1),
                    maximum,
                }),
                blank: false,
            }
        }
        other => return Err(format!("META: vote type {other:?} cannot be used")),
    })
}

fn read_votes(
    section: &Section,
    positions: &BTreeMap<&str, usize>,
    cumulative: bool,
    rule: Rule,
) -> Result<Vec<Vec<u32>>, String> {
    let vote = section.column("vote").ok_or("VOTES: there is no column vote")?;
    let points = section.column("points");
    let mut votes = Vec::with_capacity(section.rows.len());
    for (line, row) in &section.rows {
        let list = |column: Option<usize>| -> Vec<&str> {
            let field = column
                .and_then(|column| row.get(column))
                .map_or("", String::as_str);
            field
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect()
        };
        let chosen = list(Some(vote));
        let values: Vec<u32> = if cumulative {
            let values: Result<Vec<u32>, _> = list(points).iter().map(|value| value.parse()).collect();
            values.map_err(|_| format!("line {line}: points are no numbers"))?
        } else {
            vec![1; chosen.len()]
        };
        if values.len() != chosen.len() {
            return Err(format!(
                "line {line}: {} projects have {} numbers of points",
                chosen.len(),
                values.len()
            ));
        }
        let mut choices = vec![None; positions.len()];
        for (project, value) in chosen.iter().zip(values) {
            let choice = positions
                .get(project)
                .and_then(|position| choices.get_mut(*position))
                .ok_or_else(|| format!("line {line}: unknown project {project:?}"))?;
            if choice.replace(value).is_some() {
                return Err(format!("line {line}: project {project:?} is named twice"));
            }
        }
        let choices: Vec<u32> = choices.into_iter().map(Option::unwrap_or_default).collect();
        if !obeys(&choices, rule) {
            return Err(format!(
                "line {line}: the vote breaks the rule of META's vote_type"
            ));
        }
        votes.push(choices);
    }
    Ok(votes)
}

fn obeys(choices: &[u32], rule: Rule) -> bool {
    let sum: u64 = choices.iter().copied().map(u64::from).sum();
    let bounded = choices.iter().all(|choice| *choice <= rule.bound());
    let limits = rule
        .sum()
        .map(|limits| (u64::from(limits.minimum), u64::from(limits.maximum)));
    bounded && limits.is_none_or(|(minimum, maximum)| minimum <= sum && sum <= maximum)
}

fn sections(source: &str) -> Result<BTreeMap<String, Section>, String> {
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    let mut current: Option<(String, Option<Section>)> = None;
    for (number, line) in source.lines().enumerate() {
        let number = number.saturating_add(1);
        let line = line.trim_start_matches('\u{feff}').trim_end();
        if line.is_empty() {
            continue;
        }
        if matches!(line, "META" | "PROJECTS" | "VOTES") {
            if let Some((name, Some(section))) = current.take() {
                sections.insert(name, section);
            }
            if sections.contains_key(line) {
                return Err(format!("line {number}: the section {line} is there twice"));
            }
            current = Some((line.to_owned(), None));
            continue;
        }
        let fields = fields(line).map_err(|reason| format!("line {number}: {reason}"))?;
        match &mut current {
            None => return Err(format!("line {number}: before the first section")),
            Some((_, section @ None)) => {
                *section = Some(Section {
                    columns: fields,
                    rows: Vec::new(),
                });
            }
            Some((_, Some(section))) => section.rows.push((number, fields)),
        }
    }
    if let Some((name, Some(section))) = current {
        sections.insert(name, section);
    }
    Ok(sections)
}

/// Fields of a line; a quoted field may hold semicolons, and quotes doubled.
fn fields(line: &str) -> Result<Vec<String>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(line.as_bytes());
    let record = reader
        .records()
        .next()
        .ok_or("the line is empty")?
        .map_err(|error| error.to_string())?;
    Ok(record.iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUMULATIVE: &str = "META\nkey;value\ndescription;A town\nvote_type;cumulative\nmax_sum_points;5\nlanguage;sv\n\
        PROJECTS\nproject_id;cost;score;name\n1;10;4;\"A \"\"quoted\"\"; name\"\n2;10;3;Bridge\n\
        VOTES\nvoter_id;vote;points\nv1;2,1;3,1\nv2;1;3\n";

    #[test]
    fn cumulative_votes_are_points() {
        let election = parse(CUMULATIVE).unwrap();
        assert_eq!(election.votes, [[1, 3], [3, 0]]);
        assert_eq!(election.published, [4, 3]);
        assert_eq!(election.contest.options[0].label.pick("sv"), "A \"quoted\"; name");
        assert_eq!(
            election.contest.rule,
            Rule::Score {
                bound: 5,
                sum: Some(SumLimit {
                    minimum: 1,
                    maximum: 5
                }),
                blank: false,
            }
        );
    }

    #[test]
    fn approval_and_single_choice() {
        let approval = CUMULATIVE
            .replace("cumulative\nmax_sum_points;5", "approval\nmax_length;2")
            .replace("score", "votes")
            .replace(";points", "")
            .replace(";3,1", "")
            .replace("v2;1;3", "v2;1");
        let election = parse(&approval).unwrap();
        assert_eq!(election.votes, [[1, 1], [1, 0]]);
        assert_eq!(
            election.contest.rule,
            Rule::Choose {
                minimum: 1,
                maximum: 2,
                blank: false,
            }
        );
        let two = approval.replace("approval\nmax_length;2", "choose-1");
        assert_eq!(
            parse(&two).unwrap_err(),
            "line 12: the vote breaks the rule of META's vote_type"
        );
        let single = two.replace("v1;2,1", "v1;2");
        assert_eq!(
            parse(&single).unwrap().contest.rule,
            Rule::Choose {
                minimum: 1,
                maximum: 1,
                blank: false,
            }
        );
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let error = |from: &str, to: &str| parse(&CUMULATIVE.replace(from, to)).unwrap_err();
        assert_eq!(error("v1;2,1;3,1", "v1;9;1"), "line 13: unknown project \"9\"");
        assert_eq!(
            error("v1;2,1;3,1", "v1;2,1;3"),
            "line 13: 2 projects have 1 numbers of points"
        );
        assert_eq!(
            error("cumulative", "ordinal"),
            "META: vote type \"ordinal\" cannot be used"
        );
        assert_eq!(
            error("v1;2,1;3,1", "v1;2,2;3,1"),
            "line 13: project \"2\" is named twice"
        );
        assert_eq!(
            error("v1;2,1;3,1", "v1;2,1;3,3"),
            "line 13: the vote breaks the rule of META's vote_type"
        );
        assert_eq!(
            error("2;10;3", "2;10;x"),
            "line 10: the published count is no number"
        );
        assert_eq!(
            error("2;10", "1;10"),
            "PROJECTS: two projects have the same project_id"
        );
        assert_eq!(
            error("VOTES\n", "META\n"),
            "line 11: the section META is there twice"
        );
        assert_eq!(error("VOTES\n", ""), "there is no section VOTES");
        assert_eq!(parse("x").unwrap_err(), "line 1: before the first section");
    }

    /// The published counts of real elections come out of their votes, where the files are at hand.
    #[test]
    fn real_files_are_read() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
        let files = [
            ("Poland_Zabrze_2020_Mikulczyce.pb", 912, 5),
            ("Poland_Lodz_2022_Stary_Widzew.pb", 2_503, 29),
            ("Poland_Gdansk_2020_Wyspa_Sobieszewska.pb", 516, 7),
        ];
        for (file, voters, options) in files {
            let path = folder.join(file);
            if !path.exists() {
                println!("skipped: {} is not there", path.display());
                continue;
            }
            let election = read(&path).unwrap();
            assert_eq!(election.votes.len(), voters, "{file}");
            assert_eq!(election.contest.options.len(), options, "{file}");
            for (position, published) in election.published.iter().enumerate() {
                let sum: u64 = election.votes.iter().map(|vote| u64::from(vote[position])).sum();
                assert_eq!(sum, *published, "{file}, project {position}");
            }
        }
    }
}
