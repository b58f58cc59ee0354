use super::*;

const FORMS: [Form; 5] =
    [Form::Record, Form::Sealing, Form::Search, Form::PropertyReport, Form::Notice];

#[test]
fn an_empty_record_fails_and_a_full_one_passes() {
    for form in FORMS {
        assert_eq!(check(form, "笔录", &[], &[]).met, Met::No);
        assert_eq!(check(form, "笔录", &[], form.elements()).met, Met::No, "{form:?}");
        assert_eq!(check(form, "笔录", form.elements(), &[]).met, Met::Yes, "{form:?}");
    }
}

#[test]
fn each_missing_element_is_named() {
    for form in FORMS {
        for missing in form.elements() {
            let present: Vec<Element> =
                form.elements().iter().copied().filter(|e| e != missing).collect();
            let finding = check(form, "笔录", &present, &[]);
            assert_eq!(finding.detail, format!("缺少：{}。", missing.chinese()));
            if !present.is_empty() {
                assert_eq!(check(form, "笔录", &present, &[*missing]).met, Met::Yes);
            }
        }
    }
}
