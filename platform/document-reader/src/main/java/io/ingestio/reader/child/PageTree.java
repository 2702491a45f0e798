package io.ingestio.reader.child;

import io.ingestio.reader.RejectionCode;
import io.ingestio.reader.wire.Request.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pages of a PDF by walking its tree to the end, whatever it claims ({@code /Count}, {@code /Type}) and whichever of its parts
 * are references. A page that is listed twice is two pages, as in every viewer; a node that contains itself is walked once. A page
 * whose object is lost or damaged is a page that cannot be read: leaving it out would be silent.
 */
final class PageTree {
    /** Of nodes and pages for each page that is allowed: a tree that shares its nodes may be walked for ever. */
    private static final int VISITS_PER_PAGE = 100;

    private static final int MOST_REFERENCES = 32;

    private final Limits limits;
    private final List<Leaf> pages = new ArrayList<>();
    private final Deque<Node> path = new ArrayDeque<>();
    private final Set<COSDictionary> onPath = Collections.newSetFromMap(new IdentityHashMap<>());
    private long visits;

    private PageTree(Limits limits) {
        this.limits = limits;
    }

    /** @param lost whether the page's object is missing or damaged; an empty page stands in its place */
    record Leaf(COSDictionary dictionary, boolean lost) {}

    private static final class Node {
        private final COSDictionary dictionary;
        private final COSArray kids;
        private int next;

        Node(COSDictionary dictionary, COSArray kids) {
            this.dictionary = dictionary;
            this.kids = kids;
        }
    }

    /** The pages below the catalog; if it has none, those below any node that is no other's kid, else all page objects. */
    static List<Leaf> pages(PDDocument document, Limits limits) throws RejectedFile {
        var tree = new PageTree(limits);
        COSBase catalog = resolved(document.getDocument().getTrailer().getItem(COSName.ROOT));
        COSBase root = catalog instanceof COSDictionary found ? resolved(found.getItem(COSName.PAGES)) : null;
        if (root instanceof COSDictionary found) {
            tree.walk(found);
        }
        if (tree.pages.isEmpty()) {
            tree.search(objects(document.getDocument()));
        }
        return tree.pages;
    }

    /** How many pages and nodes the tree names, found or not. */
    static int entries(COSDictionary catalog) {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSBase> open = new ArrayDeque<>();
        COSBase root = resolved(catalog.getItem(COSName.PAGES));
        if (root != null) {
            open.push(root);
        }
        int entries = 0;
        while (!open.isEmpty()) {
            COSArray kids = open.pop() instanceof COSDictionary node && seen.add(node) ? kids(node) : null;
            for (int i = 0; kids != null && i < kids.size(); i++) {
                entries++;
                COSBase kid = resolved(kids.get(i));
                if (kid != null) {
                    open.push(kid);
                }
            }
        }
        return entries;
    }

    private static List<COSDictionary> objects(COSDocument document) {
        List<COSDictionary> objects = new ArrayList<>();
        for (COSObjectKey key :
                document.getXrefTable().keySet().stream().sorted().toList()) {
            if (resolved(document.getObjectFromPool(key)) instanceof COSDictionary object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private void search(List<COSDictionary> objects) throws RejectedFile {
        Set<COSBase> kids = Collections.newSetFromMap(new IdentityHashMap<>());
        for (COSDictionary object : objects) {
            COSArray found = kids(object);
            for (int i = 0; found != null && i < found.size(); i++) {
                kids.add(resolved(found.get(i)));
            }
        }
        for (COSDictionary object : objects) {
            if (isTree(object) && !kids.contains(object)) {
                walk(object);
            }
        }
        for (COSDictionary object : pages.isEmpty() ? objects : List.<COSDictionary>of()) {
            if (COSName.PAGE.equals(object.getCOSName(COSName.TYPE))) {
                add(new Leaf(object, false));
            }
        }
    }

    /** Form fields and outlines have kids, too. */
    private static boolean isTree(COSDictionary object) {
        return COSName.PAGES.equals(object.getCOSName(COSName.TYPE)) && kids(object) != null;
    }

    private void walk(COSDictionary root) throws RejectedFile {
        visit(root);
        while (!path.isEmpty()) {
            Node node = path.element();
            if (node.next == node.kids.size()) {
                path.pop();
                onPath.remove(node.dictionary);
                continue;
            }
            COSBase kid = node.kids.get(node.next++);
            if (resolved(kid) instanceof COSDictionary found) {
                visit(found);
            } else if (kid instanceof COSObject) {
                var empty = new COSDictionary();
                empty.setItem(COSName.PARENT, node.dictionary);
                add(new Leaf(empty, true));
            }
        }
    }

    private void visit(COSDictionary node) throws RejectedFile {
        if (++visits > (long) VISITS_PER_PAGE * limits.maxPages()) {
            throw new RejectedFile(RejectionCode.RESOURCE_LIMIT);
        }
        boolean isPage = COSName.PAGE.equals(node.getCOSName(COSName.TYPE));
        COSArray kids = isPage ? null : kids(node);
        if (kids != null) {
            if (onPath.add(node)) {
                path.push(new Node(node, kids));
            }
        } else if (isPage || !COSName.PAGES.equals(node.getCOSName(COSName.TYPE))) {
            add(new Leaf(node, false));
        }
    }

    private void add(Leaf page) throws RejectedFile {
        if (pages.size() == limits.maxPages()) {
            throw RejectedFile.tooManyPages(limits);
        }
        pages.add(page);
    }

    private static @Nullable COSArray kids(COSDictionary node) {
        return resolved(node.getItem(COSName.KIDS)) instanceof COSArray kids ? kids : null;
    }

    /** Follows references, also one that leads to a reference. */
    private static @Nullable COSBase resolved(@Nullable COSBase value) {
        COSBase found = value;
        for (int i = 0; i < MOST_REFERENCES && found instanceof COSObject reference; i++) {
            found = reference.getObject();
        }
        return found instanceof COSObject ? null : found;
    }
}
