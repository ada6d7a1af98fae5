"""Each kind on invented passages in different words, beside near-misses that stay body."""

import pytest
from cleaning_cases import STORY, block_of, check_blocks_hold_every_character_once, read, story_with

FURNITURE = {
    "newsletter": (
        "Sign up for the Odra Courier's free morning newsletter",
        "Don’t miss a thing! Subscribe to our weekly bulletin",
        "Get the day's top headlines delivered straight to your inbox every morning",
        "For more tales from the valley, sign up to one of our newsletters here",
        "Don't get left in the dark! Sign up to the Odra Courier's newsletter",
        "Want to hear first what the river does? Subscribe to our morning letter",
        "Start your week with the Courier: sign up to our free letter here",
    ),
    "related": (
        "READ MORE: Farmers count the cost of the flood",
        "Related: Ten bridges that did not last",
        "You may also like",
        "For more stories from the valley, visit our homepage",
    ),
    "tags": ("Tags: flood, bridges, Odra", "Filed under: Weather", "Topics in this article"),
    "vote": (
        "Have your say below. Click the upvote button to lift this story up our charts.",
        "Take our quick poll",
        "Poll: Should the lower bridge be rebuilt?",
    ),
    "campaign": (
        "If you would like to give money to the flood appeal, please click here.",
        "Please support our independent reporting. Every contribution helps us stay free.",
        "We renew our campaign for safer dams this week. To sign the petition, click here. "
        "To find out more about it, click here.",
    ),
    "account": (
        "Please log in or register to upvote this article",
        "Already a subscriber? Sign in",
        "You have reached your limit of free articles this month.",
        "Create a free account to continue reading",
    ),
    "comments": ("The Conversation (0)", "12 Comments", "Leave a comment", "View all 31 replies"),
    "source-footer": (
        "Source: Read Full Article",
        "This article was originally published in the Valley Post.",
        "Read the original story on the Valley Post",
    ),
    "share": ("Share on Facebook", "Facebook Twitter Email", "Follow us on Twitter @odracourier"),
    "credit": (
        "© 2021 Odra Courier. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Reporting by Ana Reis in Odra; editing by Tom Katz",
    ),
    "dateline": (
        "Published: 3 May 2021, 10:15 GMT",
        "Last updated on May 3, 2021",
        "4 min read",
        "Monday 3 May 2021",
    ),
    "byline": ("By Ana Reis", "By Ana Reis and Tom Katz", "Ana Reis, Foreign Correspondent"),
    "caption": (
        "Photograph: Ana Reis/Odra Courier",
        "The broken bridge seen from the north bank. (Photo by Tom Katz)",
        "Enlarge this image toggle caption Tom Katz",
        "Rescuers at the lower bridge on Monday. Tom Katz/Getty Images",
    ),
    None: ("Advertisement", "Story continues below advertisement", "We use cookies on this site."),
}
JOURNALISM = {
    "newsletter": (
        '"They made all of us sign up for the newsletter of the works," the farmer said.',
        "Residents can sign up for flood alerts at the town hall from Monday.",
        "The mayor's weekly newsletter had told families to leave the old town.",
    ),
    "related": (
        "Related documents were found in the flat of the engineer.",
        "More stories like this are told in every valley along the river.",
        "Most read the warning too late.",
    ),
    "tags": (
        "Topics discussed on Monday included the dam, the bridge and the school.",
        "Tags were fixed to every sandbag so that the town could count them.",
        "Keywords in the leaked mails led the engineers to the second gate.",
    ),
    "vote": (
        "Villagers will have their say on the new dam in a vote in June.",
        "Voters upheld the plan, and the mayor said the poll was fair.",
        '"Have your say while you can," she said.',
    ),
    "campaign": (
        "If you want to help, the Red Cross has opened a collection point at the school.",
        "The union has a long history of campaigning for safer dams.",
        "Parents signed the petition on Sunday and handed it to the mayor.",
    ),
    "account": (
        "Refugees must register before they are given a room, police said.",
        "He gave his account of the night to the court.",
        "Hackers can log in without a password, the ministry warned.",
    ),
    "comments": (
        "The conversation lasted 40 minutes.",
        "Comments by the minister angered the families.",
        "The talks with 12 commentators were heard by the court.",
    ),
    "source-footer": (
        "The source of the leak was never found.",
        "The study was published in the Valley Post on Monday and read by thousands.",
        "Reuters and the BBC both reported the story on Monday.",
    ),
    "share": (
        "Share prices of the dam's builder fell by a tenth.",
        "Twitter said it had removed the video.",
        "The mayor wrote on Facebook that the gates had held.",
    ),
    "credit": (
        "The rights of the families were reserved to a court.",
        "Reporting by the BBC shows that the second gate was never repaired.",
        "The ministry, citing copyright, would not publish the plans.",
    ),
    "dateline": (
        "ODRA (AP) — The lower bridge fell on May 3, 2021.",
        "On Monday the river rose again.",
        "The report, published on 3 May 2021, blames the builder, officials said.",
    ),
    "byline": (
        "By Friday, the river had risen two metres.",
        "By Ana Reis's own account the gates were open.",
        "By the bridge stood forty families.",
    ),
    "caption": (
        "The picture is bleak, the mayor said.",
        "Photographs of the bridge were shown to the court.",
        "Video of the night shows two gates open (the third is not seen).",
    ),
    None: (
        "An advertisement for the dam promised power for a century.",
        "The menu at the school was bread and soup.",
        "Cookies were handed out to the children in the school.",
    ),
}
KINDS = [(kind, words) for kind, passages in FURNITURE.items() for words in passages]
NEAR_MISSES = [words for passages in JOURNALISM.values() for words in passages]


@pytest.mark.parametrize(("kind", "words"), KINDS)
def test_site_furniture_is_set_aside_with_its_kind_and_a_reason(kind, words):
    article = read(story_with(words))
    block = block_of(article, words)
    assert (block.kind, block.shown) == (kind, "aside")
    assert block.role == ("caption" if kind == "caption" else "furniture")
    assert 0.5 < block.certainty <= 1
    assert block.reason
    assert words not in article.body.text
    check_blocks_hold_every_character_once(article)


@pytest.mark.parametrize("words", NEAR_MISSES)
def test_journalism_that_sounds_like_furniture_stays_body(words):
    article = read(story_with(words))
    assert block_of(article, words).role == "body"
    assert words in article.body.text


SPEAKING_CAPTIONS = (
    "Ana Reis said the gate had always been sound. (Tom Katz/Odra Pictures/AP)",
    "Ana Reis (left) and Tom Katz (right) said that they had warned the board.",
    "The keeper Ana Reis (pictured) told the board about the hinge before the flood",
    "Facebook / odrarescue Rescuers said they had never seen the river so high",
    "Photos: Bridges of the Odra The mayor said in 1904 that it would stand Hide Caption 3 of 12",
)
SPEAKING_BODY = (
    "Ana Reis said the gate had always been sound (and so did AP, which rang her).",
    "Ana Reis (left in charge of the works) said that they had warned the board.",
    "The keeper Ana Reis (pictured above) told the board about the hinge before the flood.",
    "An earlier version of this report, seen by the Courier, said the gate was sound.",
    "Facebook and Twitter both said that they had taken the pictures down.",
)


@pytest.mark.parametrize("words", SPEAKING_CAPTIONS)
def test_a_caption_is_set_aside_though_somebody_speaks_in_it(words):
    block = block_of(read(story_with(words)), words)
    assert (block.shown, block.kind) == ("aside", "caption")


@pytest.mark.parametrize("words", SPEAKING_BODY)
def test_a_sentence_that_only_looks_like_a_caption_or_correction_stays_body(words):
    assert block_of(read(story_with(words)), words).shown == "body"


def test_a_correction_is_set_aside_though_it_says_who_said_what():
    words = (
        "An earlier version of this article gave the wrong age of the keeper. Her family said"
        " that she is sixty."
    )
    assert block_of(read(story_with(words)), words).shown == "aside"


def test_every_kind_has_three_passages_and_three_near_misses():
    assert FURNITURE.keys() == JOURNALISM.keys()
    assert min(map(len, (*FURNITURE.values(), *JOURNALISM.values()))) >= 3


@pytest.mark.parametrize("section", ["World News", "POLITICS", "Business | Energy"])
def test_a_section_label_above_the_headline_is_kept_as_the_section(section):
    article = read(f"{section}\n\nLower bridge carried away by flood\n\n{story_with()}")
    assert block_of(article, section).kind == "section"
    assert (article.section, article.title) == (section, "Lower bridge carried away by flood")


def test_the_same_label_inside_an_article_is_a_subheading():
    article = read(f"Lower bridge carried away by flood\n\n{story_with('Politics')}")
    assert block_of(article, "Politics").role == "body"
    assert article.section is None


def test_a_quotation_that_a_prompt_interrupts_is_whole_in_the_body():
    prompt = "Sign up to the Odra Courier newsletter"
    article = read(f'He said: "We ran.\n\n{prompt}\n\n"Nobody looked back."')
    assert article.body.text == 'He said: "We ran.\n\n"Nobody looked back."'


def test_a_mixed_line_is_torn_and_stays_body():
    words = "The river rose by two metres in the night. Sign up to our newsletter."
    assert block_of(read(story_with(words)), words).role == "body"


def test_what_the_user_keeps_is_shown_as_body():
    words = FURNITURE["newsletter"][0]
    article = read(story_with(words), keep=True)
    assert block_of(article, words).kind == "newsletter"
    assert words in article.body.text
    assert all(block.shown == "body" for block in article.blocks)


def test_links_in_furniture_are_noted_as_lost():
    article = read(story_with("To sign the petition, click here. To give money, click here."))
    assert [n.span.of(article.text) for n in article.notes] == ["click here", "click here"]
    assert {n.kind for n in article.notes} == {"lost-link"}


def test_a_footer_that_names_another_page_makes_the_page_a_republication():
    article = read("\n\n".join((*STORY, "Source: Read Full Article")))
    assert article.republication.span.of(article.text) == "Source: Read Full Article"
    assert [n.kind for n in article.notes] == ["open-question", "lost-link"]
    assert read(story_with()).republication is None
