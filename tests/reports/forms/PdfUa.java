import java.io.File;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Holds files against all rules of PDF/UA-1 that veraPDF knows. A line for each file: its name, whether it conforms, how many
 * rules there are; then one for each rule it breaks. The rules are read here, for the archive lacks what veraPDF reads them with.
 */
public class PdfUa {
    static final String RULES = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

    static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) elements.add((Element) found.item(at));
        return elements;
    }

    static String text(Element within, String name) {
        return all(within, name).get(0).getTextContent();
    }

    static Rule rule(Element given) {
        Element id = all(given, "id").get(0);
        int number = Integer.parseInt(id.getAttribute("testNumber"));
        RuleId named = Profiles.ruleIdFromValues(PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"), number);
        Boolean deferred = given.hasAttribute("deferred") ? Boolean.valueOf(given.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(named, given.getAttribute("object"), deferred, given.getAttribute("tags"),
            text(given, "description"), text(given, "test"), Profiles.errorFromValues(text(given, "message"), List.of()), List.of());
    }

    static Variable variable(Element given) {
        return Profiles.variableFromValues(given.getAttribute("name"), given.getAttribute("object"), text(given, "defaultValue"),
            text(given, "value"));
    }

    static ValidationProfile profile() throws Exception {
        var reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Element root = reader.parse(PdfUa.class.getResourceAsStream(RULES)).getDocumentElement();
        Set<Rule> rules = new HashSet<>();
        for (Element given : all(root, "rule")) rules.add(rule(given));
        Set<Variable> variables = new HashSet<>();
        for (Element given : all(root, "variable")) variables.add(variable(given));
        var details = Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date(0));
        return Profiles.profileFromValues(PDFAFlavour.PDFUA_1, details, "", rules, variables);
    }

    static void check(File file, ValidationProfile profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.PDFUA_1);
                PDFAValidator validator = ValidatorFactory.createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println(file.getName() + " " + result.isCompliant() + " " + profile.getRules().size());
            result.getTestAssertions().stream().filter(found -> found.getStatus() != TestAssertion.Status.PASSED)
                .map(TestAssertion::getMessage).distinct().sorted().forEach(System.out::println);
        }
    }

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile();
        for (String file : files) check(new File(file), profile);
    }
}
